#!/usr/bin/env bash
# docs/preview.png: the page of the list in data/, as the README shows it. Usage: docs/make-screenshot.sh PAPERMAP [FILE]
set -euo pipefail
papermap=$(realpath "$1")
file=$(realpath "${2:-$(dirname "$0")/preview.png}")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$papermap" render -q data/early-exiting.yaml -o "$work/page.html"
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 - "$work/page.html" "$file" <<'PYEND'
import base64
import sys
import time
sys.path.insert(0, "tests/page")
import browser
driver = browser.start_browser(1440, 900)
driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": False})
driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "light"}, {"name": "hover", "value": "hover"}]})
driver.get("file://" + sys.argv[1] + "#paper=FastBERT")
time.sleep(1)
driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseWheel", "x": 700, "y": 500, "deltaX": 0, "deltaY": -110})
time.sleep(1)
with open(sys.argv[2], "wb") as file:
    file.write(base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]))
driver.quit()
PYEND
