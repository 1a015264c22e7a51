#!/bin/sh
# Serves a register in the background, with an account for the desk, and says where it is and how to stop it.
#
#   examples/serve.sh FOLDER             FOLDER is that of a register, such as examples/register.sh makes
set -eu
folder=$1
state=$(dirname "$folder")/serve
if [ -f "$state.pid" ]; then
    kill "$(cat "$state.pid")" 2> /dev/null || true
fi
password=$(python3 -c "import secrets; print(secrets.token_urlsafe(12))")
port=$(python3 - <<'PORT'
import socket

for port in [*range(8000, 8010), 0]:
    with socket.socket() as tried:
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(tried.getsockname()[1])
        break
PORT
)
echo "$password" | kepil account add asel --role editor --password-stdin -r "$folder" --now 2033-12-13 2> /dev/null
nohup kepil serve -r "$folder" --port "$port" --now 2033-12-13 --no-second-factor > "$state.log" 2>&1 < /dev/null &
echo $! > "$state.pid"
tries=0
until grep -q " is at http" "$state.log" 2> /dev/null; do
    tries=$((tries + 1))
    if [ $tries -gt 300 ] || ! kill -0 "$(cat "$state.pid")" 2> /dev/null; then
        cat "$state.log" >&2
        exit 1
    fi
    sleep 0.2
done
cat <<END
The register is at   http://127.0.0.1:$port/   as it was on 13 December 2033
The desk is at       http://127.0.0.1:$port/desk/   sign in as asel with the password $password
It runs until        kill $(cat "$state.pid")   (or make stop)
END
