# shellcheck shell=bash
# The two servers of a demonstration, and what waits for them and ends them.

SERVICES=()

# start NAME command…: in the background, deaf to the terminal's Ctrl-C (stop_services ends it in good order), and
# ended by the kernel when this shell is killed.
start() {
    local name=$1
    shift
    mkdir -p "$LOCAL/log"
    setsid setpriv --pdeathsig TERM "$@" >"$LOCAL/log/$name.log" 2>&1 </dev/null &
    SERVICES+=("$!")
}

stop_services() {
    local pid tries
    [ ${#SERVICES[@]} = 0 ] && return
    kill -TERM "${SERVICES[@]}" 2>/dev/null || true
    for pid in "${SERVICES[@]}"; do
        for ((tries = 0; tries < 100; tries++)); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
    done
    SERVICES=()
}

answers() {
    "$PYTHON" - "$1" <<'PY' 2>/dev/null
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
sys.exit(opener.open(sys.argv[1], timeout=5).status != 200)
PY
}

# await NAME URL: until the server that was started last answers, for at most two minutes.
await() {
    local name=$1 url=$2 tries
    printf '· Waiting for %s … ' "$name" >&2
    for ((tries = 0; tries < 240; tries++)); do
        answers "$url" && say "up" && return
        kill -0 "${SERVICES[-1]}" 2>/dev/null || break
        sleep 0.5
    done
    say "failed"
    tail -n 20 "$LOCAL/log/$name.log" >&2
    die "$name did not come up; all it said is in .local/log/$name.log."
}

port_is_free() { "$PYTHON" -c 'import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1])))' "$1" 2>/dev/null; }

free_ports() {
    "$PYTHON" -c 'import socket
servers = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(server.getsockname()[1] for server in servers))'
}
