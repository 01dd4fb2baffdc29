#!/usr/bin/env bash
# Makes docs/serve.png, the picture of the README: a remark of the demo in headless Chromium. In: the program.
set -euo pipefail
cd "$(dirname "$0")/.."
inquit=${1:-target/debug/inquit}
browser=${BROWSER:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
folder=$(mktemp -d)
"$inquit" demo --no-open 2>"$folder/log" >/dev/null &
server=$!
trap 'kill $server; wait $server || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    page=$(grep -o 'http://[^ ]*' "$folder/log" | head -1) && break
    sleep 0.1
done
remark=$(curl -fsS "${page}?q=follow+through" | grep -o '/remark/[0-9a-f]*' | head -1)
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$folder/profile" --window-size=1200,900 \
    --screenshot="$PWD/docs/serve.png" "${page%/}$remark" >/dev/null 2>&1
ls -l docs/serve.png
