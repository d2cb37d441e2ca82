#!/usr/bin/env bash
# --svg-text embed: the letters used lie in the file as fonts, one for each that draws some of the text, and Chromium shows the
# same picture whether they are installed or not. Fonts whose licence bits forbid it, or that draw in pixels, stay out.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need chromium xmllint python3 fc-match fc-list
sed 's/ 🦜//' "$source_dir/data/many-scripts.yaml" >plain.yaml

run render plain.yaml --svg-text embed -o embed.svg -o map.png
expect_exit 0
expect_no_stderr
run render plain.yaml -o live.svg
run render plain.yaml --svg-text embed -o again.svg
expect_same embed.svg again.svg
expect "embed.svg is not well formed" xmllint --noout embed.svg
expect_contains embed.svg '>九章算術</text>'
expect "live.svg has fonts" [ "$(grep -c '@font-face' live.svg)" -eq 0 ]
expect "embed.svg asks for something from elsewhere" [ "$(grep -o 'url([^)]*' embed.svg | grep -vc 'url(data:font/woff;base64,')" -eq 0 ]

# Every face is a sound WOFF file named like no installed font, and every class that is embedded names one.
expect "the embedded fonts are broken" python3 - <<'PYTHON'
import base64, re, struct, subprocess, zlib
text = open("embed.svg").read()
faces = re.findall(r"@font-face\{font-family:([\w-]+);.*?base64,([^)]*)\)", text)
assert len(faces) >= 7, len(faces)  # Inter in four weights, CJK, Arabic, Devanagari, ...
installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
for family, data in faces:
    font = base64.b64decode(data, validate=True)
    signature, flavour, length, count = struct.unpack(">4s4sIH", font[:14])
    assert signature == b"wOFF" and length == len(font) < 60000, (family, length)
    assert family not in installed
    tables = {}
    for i in range(count):
        tag, offset, packed, size = struct.unpack(">4sIII", font[44 + 20 * i:60 + 20 * i])
        table = font[offset:offset + packed]
        tables[tag] = zlib.decompress(table) if packed < size else table
        assert offset % 4 == 0 and len(tables[tag]) == size, (family, tag)
    assert list(tables) == sorted(tables) and {b"cmap", b"head", b"hmtx", b"GSUB"} <= set(tables), (family, list(tables))
used = set(re.findall(r"pm-[0-9a-f]{8}", re.sub(r"@font-face.*", "", text)))
assert used == {family for family, _ in faces}
assert re.search(r"<tspan class=\"f\d+\">用いた|<tspan class=\"f\d+\">[^<]*日本語", text), "one line, two faces"
PYTHON

# --- the same picture with and without the fonts ---
comic=$(fc-match -f '%{file}' 'Comic Neue:weight=80:slant=0')
mkdir other
cp "$comic" other/
fonts_conf() { # FOLDER: a configuration with that folder's fonts alone, and the system's way of drawing
  printf '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>%s</dir><include ignore_missing="yes">%s</include><cachedir>%s</cachedir></fontconfig>\n' \
    "$work/$1" /etc/fonts/conf.d "$work/cache"
}
fonts_conf other >other.conf
size() { sed -n "s/.*<svg[^>]* $1=\"\([0-9]*\).*/\1/p" embed.svg | head -1; }
chromium_draws() { # SVG PNG [VARIABLE=VALUE]
  timeout 120 env "${3:-PAPERMAP=}" chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
    --disable-background-networking --disable-component-update --hide-scrollbars --force-device-scale-factor=2 \
    --user-data-dir="$work/profile" --window-size="$(($(size width) + 1)),$(($(size height) + 1))" \
    --screenshot="$work/$2" "file://$work/$1" >chromium.log 2>&1 </dev/null
}
compare() { # PNG PNG WANTED MESSAGE
  "$tools/compare_png" "$1" "$2" >compared
  local found=$?
  expect "$4: $(cat compared)" [ $found -eq "$3" ]
}
chromium_draws embed.svg with.png
chromium_draws embed.svg without.png "FONTCONFIG_FILE=$work/other.conf"
chromium_draws live.svg live-without.png "FONTCONFIG_FILE=$work/other.conf"
compare with.png without.png 0 "embedded fonts show another picture where they are not installed"
compare map.png without.png 0 "embedded fonts do not show the picture of map.png"
compare with.png live-without.png 1 "fonts that are missing go unseen"

# --- what cannot be embedded ---
run render -v "$source_dir/data/many-scripts.yaml" --svg-text embed -o emoji.svg
expect_exit 0
expect_stderr 'note: the font "Noto Color Emoji" draws in pixels and is not embedded'
expect_contains emoji.svg '🦜'
mkdir bits
printf 'extends: light\n' >comic.yaml
for section in 'root: { text: FACE }' 'category: { text: FACE, count-text: FACE }' 'group: { text: FACE, count-text: FACE }' \
  'topic: { text: FACE, count-text: FACE }' 'paper: { text: FACE }' 'paper-details: { abbr: FACE, meta: FACE, button-text: FACE }' \
  'footer: FACE' 'heading: FACE'; do
  printf '%s\n' "${section//FACE/{ family: Comic Neue, weight: 400 \}}" >>comic.yaml
done
fonts_conf bits >bits.conf
printf 'Topic:\n  category: A\n  list:\n    - title: Words alone\n' >words.yaml
embed_with_bits() { # FSTYPE: Comic Neue with these licence bits
  rm -rf cache bits/*
  python3 - "$comic" "$1" <<'PYTHON'
import struct, sys
font = bytearray(open(sys.argv[1], "rb").read())
for i in range(struct.unpack(">H", font[4:6])[0]):
    tag, _, offset, _ = struct.unpack(">4sIII", font[12 + 16 * i:28 + 16 * i])
    if tag == b"OS/2":
        font[offset + 8:offset + 10] = struct.pack(">H", int(sys.argv[2], 0))
open("bits/comic.otf", "wb").write(font)
PYTHON
  FONTCONFIG_FILE="$work/bits.conf" run render words.yaml --style ./comic.yaml --svg-text embed -o bits.svg
  expect_exit 0
}
for bits in 0x0002 0x0004 0x0100 0x0200 0x0108; do
  embed_with_bits $bits
  expect_stderr 'the licence bits of the font "Comic Neue Regular" do not allow to embed it'
  expect_stderr '--svg-text outline'
  expect "licence bits $bits: embedded all the same" [ "$(grep -c '@font-face' bits.svg)" -eq 0 ]
done
for bits in 0x0000 0x0008; do
  embed_with_bits $bits
  expect_no_stderr
  expect "licence bits $bits: not embedded" [ "$(grep -c '@font-face' bits.svg)" -eq 1 ]
done
finish
