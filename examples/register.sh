#!/bin/sh
# The register of a flood: twelve documents of an invented country, added on the days on which they were published,
# what an editor confirms, and what the register then shows. Every line is a command that you can type yourself.
#
#   examples/register.sh [FOLDER]        FOLDER is where the register goes; it is made anew
set -eu
here=$(dirname "$0")
KEPIL_REGISTER=${1:-register}
KEPIL_EDITOR="Asel Demo"
export KEPIL_REGISTER KEPIL_EDITOR
rm -rf "$KEPIL_REGISTER"

kepil init --name "Flood recovery in Velmora" --origin example.org/velmora --now 2031-04-14

add() { kepil add "$here/story/$1.txt" --now "$2" > /dev/null; }
add 01-address            2031-04-14
add 02-vna-report         2031-04-15
add 03-government-meeting 2031-04-22
add 04-finance-release    2031-05-06
add 05-list-of-tasks      2031-05-12
add 06-courier-web-page   2031-10-23
add 07-progress-report    2032-02-16
add 08-governor-interview 2032-05-18
add 09-audit-summary      2032-09-06
add 10-opposition-column  2032-10-09
add 11-second-address     2033-04-11
add 12-final-report       2033-12-12

# An editor confirms what Kepil is surest of; the rest waits for a decision (kepil link).
kepil link accept --at-least 0.9 --reason "read, both wordings side by side" --now 2033-12-13

# One person says what came of the first promise, another confirms it.
kepil set verdict E1 kept --linked --effective 2031-05-29 --reason "All households were paid by 29 May, within the term" \
    --now 2033-12-13
kepil set confirm E1 --by "Bolat Demo" --now 2033-12-13

echo
kepil brief --now 2033-12-13
echo
kepil verify
