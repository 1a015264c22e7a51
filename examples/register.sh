#!/bin/sh
# The register of a flood: twelve documents of an invented country, added on the days on which they were published,
# what editors decide, and what the register then shows. Every line is a command that you can type yourself.
#
#   examples/register.sh [FOLDER]        FOLDER is where the register goes; it is made anew
set -eu
here=$(dirname "$0")
KEPIL_REGISTER=${1:-register}
KEPIL_EDITOR="Asel Demo"
export KEPIL_REGISTER KEPIL_EDITOR
rm -rf "$KEPIL_REGISTER"

kepil init --name "Flood recovery in Velmora" --origin example.org/velmora --now 2031-04-14

# Who answers for what, and where.
KEPIL_NOW=2031-04-14
export KEPIL_NOW
{
kepil region add Velmora
for name in Arden "Upper Sarn" Mirefield "Kestrel Coast"; do kepil region add "$name" --within velmora; done
kepil region add "Lower Sarn" --within velmora --alias Marl --alias Oxley
kepil body add "Government of Velmora" --alias Government
kepil body add "President of Velmora" --kind office
kepil body add "Ilsa Marrow" --kind person
kepil body term president-of-velmora ilsa-marrow --from 2029-11-03
kepil body add "Prime Minister of Velmora" --kind office --part-of government-of-velmora
kepil body add "Tomas Reeve" --kind person
kepil body term prime-minister-of-velmora tomas-reeve --from 2029-12-01
for name in Finance Construction; do
    kepil body add "Ministry of $name of Velmora" --alias "Ministry of $name" --part-of government-of-velmora
done
kepil body add "Ministry for Emergencies of Velmora" --alias "Ministry for Emergencies" \
    --part-of government-of-velmora
kepil body add "Governors of Velmora" --alias "Governors of the regions of Velmora"
kepil body add "Administration of Lower Sarn" --region lower-sarn
kepil body add "Audit Office of Velmora"
} > /dev/null 2>&1

add() { kepil add "$here/story/$1.txt" --now "$2" > /dev/null; }
ids() { kepil list "$@" --format csv | tail -n +2 | cut -d, -f1; }
publish() { # what was added so far, on this day
    kepil set record --reason "checked against the text" --now "$1" $(ids --record candidate --now "$1") published \
        > /dev/null 2>&1
}
add 01-address            2031-04-14
add 02-vna-report         2031-04-15
add 03-government-meeting 2031-04-22
add 04-finance-release    2031-05-06
add 05-list-of-tasks      2031-05-12
publish 2031-05-13
add 06-courier-web-page   2031-10-23
add 07-progress-report    2032-02-16
add 08-governor-interview 2032-05-18
add 09-audit-summary      2032-09-06
add 10-opposition-column  2032-10-09
publish 2032-10-10
add 11-second-address     2033-04-11
add 12-final-report       2033-12-12
KEPIL_NOW=2033-12-13

# An editor confirms what Kepil is surest of; the rest waits for a decision (kepil link).
kepil link accept --at-least 0.9 --reason "read, both wordings side by side"
# What is new in the last two texts waits at the desk.

# One person says what came of a promise, another confirms it.
verdict() { # words of the promise, what came of it, since when, why
    entry=$(ids "$1" --said-before 2031-04-14 | head -n 1)
    [ -n "$entry" ] || { echo "no promise with the words $1" >&2; return; }
    kepil set verdict "$entry" "$2" --linked --effective "$3" --reason "$4" 2> /dev/null
    case $2 in kept | kept_late | broken) kepil set confirm "$entry" --by "Bolat Demo" ;; esac
}
verdict "one-time payment" kept 2031-05-29 "All 11,240 households were paid by 29 May, within the term"
verdict "warning sirens" kept 2032-02-26 "Sirens stand in all 240 settlements, two days before the term"
verdict "3,000 new homes" kept_late 2032-12-20 "The last home was handed over more than a year after the term"
verdict "24 dams" partly_kept 2033-11-30 "19 of 24 dams are complete; five have not been begun"
verdict "Institute of Hydrology" broken 2033-04-11 "The President said that it will not be opened"

# Money, each figure with its source.
kepil programme add "Recovery Fund" > /dev/null
kepil programme join recovery-fund $({ ids Fund; ids dams; ids homes; ids crowns; } | sort -u) > /dev/null
money() { kepil programme money recovery-fund "$1" "$2" XVC --on "$3" --source "$4" > /dev/null; }
money promised  2400000000 2031-04-14 "Address of the President, 14 April 2031"
money allocated 2400000000 2031-05-06 "Ministry of Finance, 6 May 2031"
money spent      236000000 2032-06-30 "Audit Office, Report 12/2032 (dams alone)"
money spent      655000000 2033-11-30 "Final report, 12 December 2033 (dams alone)"

cp "$here/outlines.geojson" "$KEPIL_REGISTER/outlines.geojson"

echo
kepil brief
echo
kepil verify
