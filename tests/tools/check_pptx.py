#!/usr/bin/env python3
"""Is a PPTX a sound package, and does it say all that the map says?

    check_pptx.py DECK.pptx PAGE.json...     one page as `papermap render -f json` tells it for each slide
    check_pptx.py DECK.pptx                  the package alone

Checked: the archive (no file twice, no times), well-formed parts, a content type for each part, relationships that
resolve and are used, ids that are unique, children in the order of ECMA-376's schemas, texts that neither wrap nor
shrink, every line of text of the map, every link with its address. Exit 0: all is well; 1: not.
"""
import json
import posixpath
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FILLS = "noFill solidFill gradFill blipFill pattFill grpFill"
# Children in their order, those that may change places between bars (ECMA-376 part 1, annex A).
ORDER = {
    "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz defaultTextStyle extLst",
    "sld": "cSld clrMapOvr transition timing extLst",
    "cSld": "bg spTree custDataLst controls extLst",
    "bgPr": FILLS + " effectLst extLst",
    "spTree": "nvGrpSpPr grpSpPr sp|grpSp|cxnSp|pic extLst",
    "grpSp": "nvGrpSpPr grpSpPr sp|grpSp|cxnSp|pic extLst",
    "nvGrpSpPr": "cNvPr cNvGrpSpPr nvPr",
    "sp": "nvSpPr spPr style txBody extLst",
    "nvSpPr": "cNvPr cNvSpPr nvPr",
    "cNvPr": "hlinkClick hlinkHover extLst",
    "spPr": "xfrm custGeom prstGeom " + FILLS + " ln effectLst extLst",
    "grpSpPr": "xfrm " + FILLS + " effectLst extLst",
    "xfrm": "off ext chOff chExt",
    "custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    "path": "moveTo|lnTo|cubicBezTo|close",
    "ln": FILLS + " prstDash custDash round bevel miter headEnd tailEnd",
    "txBody": "bodyPr lstStyle p",
    "p": "pPr r|br|fld endParaRPr",
    "pPr": "lnSpc spcBef spcAft buNone tabLst defRPr extLst",
    "r": "rPr t",
    "rPr": "ln " + FILLS + " effectLst highlight latin ea cs sym hlinkClick extLst",
}
SAFE = re.compile(r"(https?|doi|mailto|ftp):|[^:]*([/?#]|$)", re.I)
problems = []


def expect(condition, message):
    if not condition:
        problems.append(message)


def name_of(element):
    return element.tag.rpartition("}")[2]


def check_order(part, root):
    for parent in root.iter():
        order = ORDER.get(name_of(parent))
        if order is None:
            continue
        places = {child: i for i, group in enumerate(order.split()) for child in group.split("|")}
        at = 0
        for child in parent:
            place = places.get(name_of(child), -1)
            expect(place >= at, f"{part}: <{name_of(child)}> has no place there in <{name_of(parent)}>")
            at = max(at, place)


def check_package(deck):
    names = deck.namelist()
    expect(len(names) == len(set(names)), "a file is there twice")
    expect(names[0] == "[Content_Types].xml", "the content types are not first")
    expect(all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in deck.infolist()), "a file has a time")
    parts = {name: xml.fromstring(deck.read(name)) for name in names}
    types = parts["[Content_Types].xml"]
    overrides = {e.get("PartName") for e in types if name_of(e) == "Override"}
    expect(all(name[1:] in parts for name in overrides), "a content type is for no part")
    for name in names:
        known = "/" + name in overrides or name.endswith(".rels") or name == "[Content_Types].xml"
        expect(known, f"{name} has no content type")
    return parts


def relationships_of(parts, name):
    """The relationships of a part (or of the package, ""): id → (type, target, is it external?)."""
    folder, base = posixpath.split(name)
    found = {}
    for e in parts.get(posixpath.join(folder, "_rels", base + ".rels"), []):
        external = e.get("TargetMode") == "External"
        target = e.get("Target")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            expect(target in parts, f"{name}: {target} is not there")
        else:
            expect(SAFE.match(target) and re.fullmatch(r"[!#-;=?-Z_a-z~]*", target), f"{name}: link to {target}")
        expect(e.get("Id") not in found, f"{name}: relationship {e.get('Id')} is there twice")
        found[e.get("Id")] = (e.get("Type").rpartition("/")[2], target, external)
    return found


def check_relationships(parts):
    reached, waiting = set(), [""]
    while waiting:
        name = waiting.pop()
        relationships = relationships_of(parts, name)
        if name:
            used = {v for e in parts[name].iter() for k, v in e.attrib.items() if k.startswith(R)}
            implied = {i for i, r in relationships.items() if r[0] in ("slideLayout", "slideMaster", "theme")}
            expect(used <= relationships.keys(), f"{name}: unknown relationship {used - relationships.keys()}")
            expect(relationships.keys() <= used | implied, f"{name}: unused {relationships.keys() - used - implied}")
        for _, target, external in relationships.values():
            if not external and target not in reached:
                reached.add(target)
                waiting.append(target)
    lost = {n for n in parts if not n.endswith(".rels") and n != "[Content_Types].xml"} - reached
    expect(not lost, f"nothing leads to {lost}")


def check_slide(name, slide):
    ids = [e.get("id") for e in slide.iter(P + "cNvPr")]
    expect(len(ids) == len(set(ids)), f"{name}: an id is there twice")
    titles = [e for e in slide.iter(P + "ph") if e.get("type") == "title"]
    expect(len(titles) == 1, f"{name}: {len(titles)} titles")
    for shape in slide.iter(P + "sp"):
        body = shape.find(f"{P}txBody/{A}bodyPr")
        if body is None or shape.find(f".//{P}ph") is not None:
            continue
        expect(body.get("wrap") == "none" and body.find(A + "noAutofit") is not None, f"{name}: a text may wrap")
        for size in shape.iter(A + "rPr"):
            expect(100 <= int(size.get("sz")) <= 400000, f"{name}: text of size {size.get('sz')}")
    for group in slide.iter(P + "grpSp"):
        expect(len(group.findall(P + "sp")) > 1, f"{name}: a group of one")
        expect(group.find(f"{P}nvGrpSpPr/{P}cNvPr").get("descr"), f"{name}: a node without a description")


def is_written(url):
    """Whether the address can be a link on a slide (that it may be one at all is the map's own rule)."""
    return len(url) < 2080 and re.match(r"(https?|ftp)://[a-z0-9.-]+(:\d{1,4})?([/?#]|$)", url, re.I)


def check_page(name, slide, relationships, page):
    texts = sorted(e.text or "" for e in slide.iter(A + "t"))
    wanted = [line["text"] for node in page["nodes"] for line in node["lines"]]
    for text in wanted:
        text = re.sub("[\\x00-\\x08\\x0b-\\x1f\ufffe\uffff]", "\ufffd", text)  # what XML cannot hold
        if text in texts:
            texts.remove(text)
        else:
            expect(False, f"{name}: lacks the text {text!r}")
    links = [r[1] for r in relationships.values() if r[2]]
    urls = [link["url"] for node in page["nodes"] for link in node["links"] if is_written(link["url"])]
    expect(len(links) >= len(urls), f"{name}: {len(links)} links of {len(urls)}")
    for url in urls:
        expect(url in links or re.search(r"[^!-~]|%|[\\^`{|}\[\]<>\"]", url), f"{name}: lacks the link {url}")


def main():
    deck = zipfile.ZipFile(sys.argv[1])
    parts = check_package(deck)
    check_relationships(parts)
    presentation = parts["ppt/presentation.xml"]
    of_presentation = relationships_of(parts, "ppt/presentation.xml")
    slide_ids = [int(e.get("id")) for e in presentation.iter(P + "sldId")]
    expect(len(slide_ids) == len(set(slide_ids)) and min(slide_ids) >= 256, "ids of slides")
    size = presentation.find(P + "sldSz")
    expect(all(914400 <= int(size.get(side)) <= 51206400 for side in ("cx", "cy")), "a size that no slide has")
    slides = [of_presentation[e.get(R + "id")][1] for e in presentation.iter(P + "sldId")]
    pages = [json.load(open(path, encoding="utf-8")) for path in sys.argv[2:]]
    expect(not pages or len(pages) == len(slides), f"{len(slides)} slides for {len(pages)} pages")
    for name, part in parts.items():
        check_order(name, part)
    for name in slides:
        check_slide(name, parts[name])
    for name, page in zip(slides, pages):
        check_page(name, parts[name], relationships_of(parts, name), page)
    for problem in problems[:20]:
        print(problem[:200])
    sys.exit(1 if problems else 0)


main()
