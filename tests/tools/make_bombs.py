# Writes inputs that are too large for the repository into the current folder.
def write(name, *parts):
    with open(name, "w", encoding="utf-8") as f:
        f.writelines(parts)


paper = "  list: [{title: One, venue: V, year: 2020}]\n"
write("laughs.yaml", "a: &a [x, x, x, x, x, x, x, x, x, x]\n",
      *(f"{k}: &{k} [{', '.join(['*' + chr(ord(k) - 1)] * 10)}]\n" for k in "bcdefghij"))
write("deep-flow.yaml", "A: " + "[" * 100_000 + "\n")
write("deep-closed.yaml", "A: " + "{a: " * 100_000 + "x" + "}" * 100_000 + "\n")
write("deep-block.yaml", "- " * 300 + "a\n")
write("deep-groups.yaml", "title: T\nchildren:\n",
      *("  " * i + f"  - name: g{i}\n" + "  " * i + "    children:\n" for i in range(70)),
      "  " * 70 + "  - {name: z, papers: [{title: One}]}\n")
write("text-100-mb.yaml", "A:\n" + paper + "B: \"", "x" * 100_000_000, "\"\n")
write("text-1-mb.yaml", "A:\n" + paper.replace("One", "x" * 1_000_000))
write("keys.yaml", "first: {list: [{title: t}]}\n", *(f"k{i}: {{list: []}}\n" for i in range(1_000_000)))
write("same-keys.yaml", *("k: {list: []}\n" for i in range(1_000_000)))
write("key-1-mb.yaml", "? " + "x" * 1_000_000 + "\n: {list: []}\n")
write("flat-nodes.yaml", "A: [" + "a," * 9_000_000 + "]\n")
write("anchors.yaml", "first: {list: [{title: t}]}\n", *(f"k{i}: &a{i} {{list: []}}\n" for i in range(100_000)))
write("errors.yaml", "A:\n  list:\n", *("    - {}\n" for i in range(100_000)))
write("lines.yaml", "\n" * 20_000_000)
write("quotes.yaml", "A: " + "'" * 20_000_001 + "\n")
write("comment.yaml", "# " + "c" * 60_000_000 + "\n")
for name, unit, count in (("brackets", "[", 1_000_000), ("quotes", "> ", 50_000), ("lists", "- ", 20_000),
                          ("stars", "*a **a ", 300_000), ("backticks", "`a ``b ", 300_000),
                          ("pipes", "|", 1_000_000), ("html", "<div>", 300_000), ("links", "[a](", 300_000),
                          ("images", "![", 300_000), ("references", "[a]: b\n", 200_000),
                          ("details", "<details><summary>x</summary>\n\n", 20_000),
                          ("rows", "|a|b|\n|-|-|\n", 50_000)):
    write(name + ".md", unit * count, "\n")
# One paper each, with far too many of something beside its title.
write("one-tags.markdown", "- [[2014]", "[a]" * 500_000, " A Title](https://a.example/p.pdf)\n")
write("one-remarks.markdown", "- **A Title of Words** [pdf](https://a.example/p.pdf) ", "*soon out* " * 150_000, "\n")
