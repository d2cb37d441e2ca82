/*
 * Tables of words, sorted where they are long (a test checks that), and the loops that look them up.
 */
#include "taxonomy/markdown_words.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Venues, as one word each; sorted. */
static const char *const venues[] = {
    "3dv",
    "aaai",
    "aacl",
    "aamas",
    "access",
    "accv",
    "accvw",
    "acl",
    "acm",
    "acml",
    "acmmm",
    "acs",
    "acsac",
    "aies",
    "aij",
    "aistats",
    "alt",
    "arxiv",
    "ase",
    "asiaccs",
    "asiacrypt",
    "asoc",
    "asonam",
    "aspdac",
    "asplos",
    "asru",
    "atc",
    "bea",
    "bioinformatics",
    "biorxiv",
    "blackboxnlp",
    "bmvc",
    "bmvcw",
    "btas",
    "case",
    "cases",
    "cav",
    "cc",
    "ccs",
    "cec",
    "cell",
    "cgf",
    "cgo",
    "chemrxiv",
    "chi",
    "cidr",
    "cikm",
    "cluster",
    "codes",
    "cods",
    "cogsci",
    "coling",
    "colm",
    "colt",
    "conext",
    "conll",
    "corl",
    "corr",
    "crypto",
    "cscw",
    "cviu",
    "cvmp",
    "cvpr",
    "cvprw",
    "dac",
    "date",
    "dsaa",
    "eacl",
    "ecai",
    "eccv",
    "eccvw",
    "ecir",
    "ecml",
    "ecmlpkdd",
    "edbt",
    "egsr",
    "elsevier",
    "emdl",
    "emnlp",
    "emnlpw",
    "emsoft",
    "esann",
    "esecfse",
    "eswa",
    "eurocrypt",
    "eurographics",
    "eurosp",
    "eurosys",
    "evostar",
    "facct",
    "fast",
    "fat",
    "fccm",
    "fg",
    "focs",
    "fpga",
    "fpl",
    "fse",
    "gecco",
    "hicss",
    "hotcloud",
    "hotnets",
    "hotos",
    "hpca",
    "hpdc",
    "hri",
    "humanoids",
    "i3d",
    "icalp",
    "icann",
    "icaps",
    "icar",
    "icassp",
    "icb",
    "iccad",
    "iccv",
    "iccvw",
    "icdcs",
    "icde",
    "icdm",
    "icig",
    "icip",
    "iclp",
    "iclr",
    "iclrw",
    "icme",
    "icml",
    "icmlw",
    "icmr",
    "iconip",
    "icpp",
    "icpr",
    "icra",
    "ics",
    "icse",
    "icsme",
    "icvgip",
    "icws",
    "icwsm",
    "ieee",
    "ieeevis",
    "iiswc",
    "ijcai",
    "ijcb",
    "ijcnn",
    "ijcv",
    "imc",
    "imwut",
    "infocom",
    "interspeech",
    "iotj",
    "ipdps",
    "ipmi",
    "ipsn",
    "iros",
    "isbi",
    "isca",
    "isit",
    "islped",
    "ispass",
    "isqed",
    "isscc",
    "issta",
    "its",
    "itsc",
    "iui",
    "iv",
    "jair",
    "jama",
    "jbhi",
    "jmlr",
    "jsac",
    "jssc",
    "jstsp",
    "kbs",
    "kdd",
    "kr",
    "lancet",
    "llm4code",
    "lod",
    "lrec",
    "lreccoling",
    "media",
    "medrxiv",
    "miccai",
    "micro",
    "middleware",
    "midl",
    "mlj",
    "mlsys",
    "mm",
    "mmm",
    "mmsys",
    "mobicom",
    "mobisys",
    "msr",
    "naacl",
    "natcomm",
    "nature",
    "nca",
    "ndss",
    "nejm",
    "neurips",
    "neurlps",
    "neurocomputing",
    "nips",
    "nipsw",
    "nsdi",
    "oakland",
    "oopsla",
    "openreview",
    "osdi",
    "pact",
    "pakdd",
    "pami",
    "pets",
    "pg",
    "pkdd",
    "pldi",
    "plos",
    "pnas",
    "podc",
    "pods",
    "popets",
    "popl",
    "ppopp",
    "ppsn",
    "pr",
    "prcv",
    "preprint",
    "prl",
    "pvldb",
    "raid",
    "ral",
    "recsys",
    "repl4nlp",
    "rss",
    "rtas",
    "rtss",
    "saner",
    "satml",
    "sc",
    "sca",
    "science",
    "sdm",
    "sec",
    "semeval",
    "sensys",
    "sigcomm",
    "siggraph",
    "sigir",
    "sigmod",
    "slt",
    "socc",
    "soda",
    "sosp",
    "sp",
    "spaa",
    "spl",
    "springer",
    "ssrn",
    "stoc",
    "sysml",
    "tacas",
    "tacl",
    "taffc",
    "tai",
    "talip",
    "tallip",
    "tase",
    "taslp",
    "tbd",
    "tbiom",
    "tbme",
    "tc",
    "tcad",
    "tcas",
    "tcc",
    "tcds",
    "tcss",
    "tcsvt",
    "tcyb",
    "tdsc",
    "techrxiv",
    "tecs",
    "tetc",
    "tetci",
    "tfs",
    "tgrs",
    "thewebconf",
    "thewebconference",
    "tifs",
    "tip",
    "tist",
    "tit",
    "tits",
    "tiv",
    "tkde",
    "tmc",
    "tmi",
    "tmis",
    "tmlr",
    "tmm",
    "tnnls",
    "tns",
    "tnse",
    "todaes",
    "tog",
    "tois",
    "toit",
    "ton",
    "tosem",
    "tosn",
    "tpami",
    "tpds",
    "tro",
    "tsc",
    "tse",
    "tsmc",
    "tsp",
    "tvcg",
    "tvlsi",
    "uai",
    "ubicomp",
    "uist",
    "usenix",
    "usenixsecurity",
    "vis",
    "vldb",
    "wacv",
    "webconf",
    "wmt",
    "wsdm",
    "www",
};

/* Headings: a section is left out when all words of its heading stand in these lists and one of them in the
 * first two. */
static const char *const skip_words[] = {
    "acknowledgement",
    "acknowledgements",
    "acknowledgment",
    "acknowledgments",
    "acknowledge",
    "abstract",
    "author",
    "bibtex",
    "changelog",
    "citation",
    "citations",
    "cite",
    "citing",
    "contact",
    "contacts",
    "contribute",
    "contributing",
    "contribution",
    "contributions",
    "contributor",
    "contributors",
    "contributer",
    "contributers",
    "credit",
    "credits",
    "disclaimer",
    "donate",
    "donation",
    "faq",
    "feedback",
    "history",
    "hiring",
    "license",
    "licence",
    "licensing",
    "log",
    "maintainer",
    "maintainers",
    "news",
    "notice",
    "announcement",
    "announcements",
    "roadmap",
    "sponsor",
    "sponsors",
    "sponsorship",
    "star",
    "stargazers",
    "stars",
    "thanks",
    "todo",
    "update",
    "updates",
    "updated",
    "usage",
    "installation",
    "requirements",
    "prerequisites",
    "wechat",
    "discord",
    "slack",
    "legend",
    "convention",
    "conventions",
    "更新",
    "引用",
    "贡献",
    "致谢",
    "联系",
    "联系我们",
    "许可",
    "许可证",
    "最新动态",
    "新闻",
    "动态",
    "贡献者",
    "参与贡献",
    "更新日志",
    "如何贡献",
    "关于我们",
    "交流群",
};
static const char *const contents_words[] = {
    "toc",   "contents",   "content",  "catalog",      "catalogue",  "catelog",    "outline",
    "index", "navigation", "overview", "introduction", "motivation", "background", "preface",
    "about", "links",      "link",     "目录",         "内容",       "简介",       "介绍",
    "前言",  "概述",       "内容目录", "目次",
};
static const char *const filler_words[] = {
    "a",          "all",        "an",         "and",         "any",        "as",     "awesome", "change",
    "click",      "collection", "contents",   "expand",      "for",        "full",   "guide",   "guideline",
    "guidelines", "here",       "hot",        "how",         "i",          "if",     "in",      "is",
    "it",         "keyword",    "keywords",   "latest",      "list",       "lists",  "me",      "more",
    "my",         "of",         "on",         "other",       "our",        "ours",   "page",    "paper",
    "papers",     "please",     "project",    "quick",       "quicklinks", "readme", "recent",  "recently",
    "related",    "repo",       "repository", "section",     "see",        "show",   "special", "table",
    "tables",     "team",       "the",        "these",       "this",       "to",     "us",      "useful",
    "want",       "we",         "what",       "who",         "with",       "you",    "your",    "chart",
    "s",          "view",       "do",         "information", "info",       "note",   "notes",   "over",
    "time",       "tag",        "tags",       "words",
};

/* What links lead to. `paper` marks the paper itself. */
static const struct {
    const char *word;
    bool paper;
} materials[] = {
    { "paper", true },
    { "papers", true },
    { "pdf", true },
    { "arxiv", true },
    { "abs", true },
    { "html", true },
    { "link", true },
    { "url", true },
    { "doi", true },
    { "openreview", true },
    { "preprint", true },
    { "acm", true },
    { "ieee", true },
    { "springer", true },
    { "ieeexplore", true },
    { "acl", true },
    { "cvf", true },
    { "biorxiv", true },
    { "publication", true },
    { "article", true },
    { "manuscript", true },
    { "pubmed", true },
    { "sciencedirect", true },
    { "论文", true },
    { "链接", true },
    { "原文", true },
    { "here", true },
    { "conference", true },
    { "journal", true },
    { "anthology", true },
    { "proceedings", true },
    { "alphaxiv", true },
    { "arxive", true },
    { "aclanthology", true },
    { "full", false },
    { "code", false },
    { "codes", false },
    { "github", false },
    { "git", false },
    { "repo", false },
    { "repository", false },
    { "gitlab", false },
    { "project", false },
    { "projects", false },
    { "page", false },
    { "website", false },
    { "web", false },
    { "webpage", false },
    { "site", false },
    { "homepage", false },
    { "home", false },
    { "blog", false },
    { "blogs", false },
    { "post", false },
    { "video", false },
    { "videos", false },
    { "youtube", false },
    { "talk", false },
    { "slide", false },
    { "slides", false },
    { "poster", false },
    { "demo", false },
    { "demos", false },
    { "dataset", false },
    { "datasets", false },
    { "data", false },
    { "supp", false },
    { "supplementary", false },
    { "supplement", false },
    { "supplemental", false },
    { "appendix", false },
    { "material", false },
    { "materials", false },
    { "bib", false },
    { "bibtex", false },
    { "bibtext", false },
    { "colab", false },
    { "notebook", false },
    { "model", false },
    { "models", false },
    { "checkpoint", false },
    { "checkpoints", false },
    { "weights", false },
    { "huggingface", false },
    { "hf", false },
    { "hugging", false },
    { "face", false },
    { "pytorch", false },
    { "tensorflow", false },
    { "tf", false },
    { "torch", false },
    { "jax", false },
    { "keras", false },
    { "caffe", false },
    { "matlab", false },
    { "paddle", false },
    { "mindspore", false },
    { "official", false },
    { "unofficial", false },
    { "implementation", false },
    { "impl", false },
    { "docs", false },
    { "doc", false },
    { "documentation", false },
    { "report", true },
    { "tech", false },
    { "technical", false },
    { "review", false },
    { "reviews", false },
    { "note", false },
    { "notes", false },
    { "summary", false },
    { "tweet", false },
    { "twitter", false },
    { "thread", false },
    { "tutorial", false },
    { "twitter", false },
    { "media", false },
    { "app", false },
    { "download", false },
    { "source", false },
    { "python", false },
    { "reproduce", false },
    { "reproduction", false },
    { "benchmark", false },
    { "toolkit", false },
    { "library", false },
    { "package", false },
    { "leaderboard", false },
    { "api", false },
    { "zhihu", false },
    { "知乎", false },
    { "代码", false },
    { "项目", false },
    { "主页", false },
    { "解读", false },
    { "视频", false },
    { "博客", false },
    { "数据", false },
    { "数据集", false },
    { "space", false },
    { "spaces", false },
    { "release", false },
    { "interview", false },
    { "news", false },
    { "press", false },
    { "modelscope", false },
    { "bilibili", false },
    { "zenodo", true },
    { "presentation", false },
    { "recording", false },
    { "teaser", false },
    { "trailer", false },
    { "pwc", false },
    { "connectedpapers", false },
    { "papers", false },
    { "semantic", false },
    { "scholar", false },
};

/* Words that stand beside a material's name without changing what it is. */
static const char *const material_fillers[] = {
    "the",     "with",  "of",    "and",      "in",    "v1",    "v2",      "v3",        "pt",
    "version", "short", "long",  "extended", "main",  "on",    "our",     "1",         "2",
    "3",       "4",     "stars", "third",    "party", "cn",    "en",      "arxivlink", "pdflink",
    "online",  "view",  "read",  "open",     "pre",   "train", "trained",
};

/* Table heads. The first row that has one of the header's words decides, so that "paper title" is a title. */
static const struct {
    const char *words; /* blank-separated */
    pm_md_column column;
} columns[] = {
    { "title titles 标题 论文标题 论文题目 题目 论文名称 タイトル 제목", PM_MD_COLUMN_TITLE },
    { "pdf github code codes repo repository link links material materials url urls project website webpage "
      "homepage page pages "
      "resource resources arxiv demo video videos slides blog dataset datasets doi supp colab app "
      "implementation source official "
      "下载 链接 代码 地址 项目 论文链接 开源",
      PM_MD_COLUMN_LINKS },
    { "paper papers publication publications article articles work works literature reference references "
      "论文 文章 論文 논문",
      PM_MD_COLUMN_PAPER },
    { "venue venues conference conferences journal journals proceedings proceeding published publisher "
      "booktitle where conf pub "
      "accepted venue/year 会议 期刊 发表 来源 出处 学会",
      PM_MD_COLUMN_VENUE },
    { "year years date dates time month day released release when 年份 时间 日期 年 发表时间 年度",
      PM_MD_COLUMN_YEAR },
    { "abbr abbreviation abbreviations acronym shortname nickname alias shorthand codename short 简称 缩写",
      PM_MD_COLUMN_ABBR },
    { "name names model models method methods approach approaches algorithm algorithms system systems "
      "framework frameworks "
      "benchmark benchmarks tool tools library libraries entry item survey 名称 名字 方法 模型 算法",
      PM_MD_COLUMN_NAME },
    { "author authors team writer writers by 作者", PM_MD_COLUMN_AUTHORS },
};

static const char *const qualifiers[] = {
    "workshop", "workshops",  "findings",       "finding",      "of",           "the",      "on",
    "and",      "at",         "asia",           "track",        "main",         "d",        "b",
    "datasets", "benchmarks", "dataset",        "benchmark",    "ws",           "w",        "in",
    "for",      "conference", "journal",        "symposium",    "proceedings",  "tutorial", "demo",
    "demos",    "industry",   "letters",        "transactions", "trans",        "int",      "international",
    "conf",     "proc",       "communications", "machine",      "intelligence", "robotics", "student",
    "abstract", "srw",        "security",       "papers",       "preprint",     "arxiv",    "et",
    "al",       "european",   "annual",         "meeting",      "long",         "short",    "paper",
    "comm"
};
static const char *const ordinary[] = { "access",   "case",       "cases", "cell", "cluster", "codes",
                                        "crypto",   "date",       "fast",  "fat",  "its",     "media",
                                        "micro",    "middleware", "pact",  "pets", "pods",    "raid",
                                        "springer", "elsevier",   "vis",   "soda" };
static const char *const phrases[] = {
    "pattern recognition",
    "pattern recognition letters",
    "neural networks",
    "neural computation",
    "machine intelligence research",
    "acm computing surveys",
    "computing surveys",
    "information fusion",
    "image and vision computing",
    "computer vision and image understanding",
    "artificial intelligence",
    "artificial intelligence review",
    "medical image analysis",
    "scientific reports",
    "knowledge based systems",
    "expert systems with applications",
    "computers security",
    "nature communications",
    "nature machine intelligence",
    "nature methods",
    "nature medicine",
    "science robotics",
    "science advances",
    "the visual computer",
    "visual computer",
    "computer graphics forum",
    "foundations and trends",
    "information sciences",
    "applied intelligence",
    "neural processing letters",
    "neural computing and applications",
    "machine learning",
    "international journal of computer vision",
    "computers graphics",
    "distill",
    "transformer circuits thread",
    "openai",
    "deepmind",
};
static const char *const awards[] = { "oral",         "spotlight", "poster",   "highlight", "highlights",
                                      "best",         "award",     "prize",    "honorable", "mention",
                                      "notable",      "top",       "5",        "25",        "10",
                                      "outstanding",  "candidate", "finalist", "runner",    "up",
                                      "accepted",     "under",     "review",   "published", "submitted",
                                      "presentation", "talk",      "accept",   "student",   "paper",
                                      "appear",       "to",        "by",       "nominee",   "distinguished" };
static const char *const venue_nouns[] = { "journal",     "transactions", "trans",     "conference",
                                           "proceedings", "proc",         "symposium", "workshop",
                                           "workshops",   "letters",      "magazine",  "annals",
                                           "bulletin",    "advances",     "findings",  "communications",
                                           "ieee",        "acm",          "springer",  "elsevier",
                                           "lecture",     "press" };

static int compare_words(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (*word == *list[i] && strcmp(word, list[i]) == 0) return true;
    return false;
}

/* Letters and digits of any script; no symbols, no emoji. */
static bool is_word_character(uint32_t c)
{
    if (c < 0x80) return isalnum((int)c) != 0;
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7 || c == 0xFFFD) return false;
    if (c >= 0x2000 && c <= 0x2BFF) return c >= 0x2100 && c <= 0x214F && c != 0x2122;
    if ((c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020)) return false;
    return !(c >= 0xE000 && c <= 0xF8FF) && !(c >= 0xFE00 && c <= 0xFE0F) && !(c >= 0xFF00 && c <= 0xFF0F) &&
           !(c >= 0xFF1A && c <= 0xFF20) && c < 0x1F000;
}

/* The end of a shortcode such as ":fire:" at `at`, or `at`. */
static const char *skip_shortcode(const char *at, const char *end)
{
    const char *next = at + 1;
    while (next < end && next - at < 40 &&
           (isalnum((unsigned char)*next) || *next == '_' || *next == '-' || *next == '+'))
        next++;
    return next < end && *next == ':' && next > at + 2 && !isdigit((unsigned char)at[1]) ? next + 1 : at;
}

bool pm_md_next_word(const char **at, const char *end, pm_md_word *word)
{
    size_t length = 0;
    word->start = NULL;
    while (*at < end) {
        const char *here = *at, *next = here;
        if (*here == ':' && !word->start && (next = skip_shortcode(here, end)) != here) {
            *at = next;
            continue;
        }
        uint32_t c = pm_utf8_next(&next, end);
        if (!is_word_character(c)) {
            if (word->start) break;
            *at = next;
            continue;
        }
        if (!word->start) word->start = here;
        for (; here < next && length + 1 < sizeof word->text; here++)
            word->text[length++] = (char)(c < 0x80 ? tolower((int)c) : *here);
        *at = next;
    }
    word->text[length] = 0;
    word->end = *at;
    return word->start != NULL;
}

size_t pm_md_count_words(const char *text, size_t length, size_t limit)
{
    const char *end = text + length;
    pm_md_word word;
    size_t count = 0;
    while (count < limit && pm_md_next_word(&text, end, &word))
        count++;
    return count;
}

pm_md_section pm_md_section_of(const char *heading, size_t length)
{
    const char *end = heading + length;
    pm_md_word word;
    bool skip = false, contents = false;
    while (pm_md_next_word(&heading, end, &word)) {
        bool is_skip = is_in(word.text, skip_words, COUNT(skip_words));
        bool is_contents = is_in(word.text, contents_words, COUNT(contents_words));
        skip |= is_skip;
        contents |= is_contents;
        if (!is_skip && !is_contents && !is_in(word.text, filler_words, COUNT(filler_words)))
            return PM_MD_SECTION_ENTRIES;
    }
    return skip ? PM_MD_SECTION_SKIP : contents ? PM_MD_SECTION_SELF : PM_MD_SECTION_ENTRIES;
}

bool pm_md_is_filler(const char *text, size_t length)
{
    const char *end = text + length;
    pm_md_word word;
    while (pm_md_next_word(&text, end, &word))
        if (!is_in(word.text, filler_words, COUNT(filler_words))) return false;
    return true;
}

/* How many words name a material; `other`: words that do not. `paper`: one of them is the paper itself. */
static size_t count_materials(const char *label, size_t length, size_t *other, bool *paper)
{
    const char *at = label, *end = label + length;
    pm_md_word word;
    size_t found = 0;
    *other = 0;
    *paper = false;
    while (found + *other < 8 && pm_md_next_word(&at, end, &word)) {
        size_t i = 0;
        while (i < COUNT(materials) &&
               (*materials[i].word != *word.text || strcmp(materials[i].word, word.text) != 0))
            i++;
        if (i < COUNT(materials)) {
            found++;
            *paper |= materials[i].paper;
        } else if (!is_in(word.text, material_fillers, COUNT(material_fillers)) &&
                   !isdigit((unsigned char)word.text[0])) {
            ++*other;
        }
    }
    return found;
}

bool pm_md_is_material(const char *label, size_t length)
{
    size_t other;
    bool paper;
    size_t found = count_materials(label, length, &other, &paper);
    return found > 0 && other == 0;
}

bool pm_md_is_paper_material(const char *label, size_t length)
{
    size_t other;
    bool paper;
    size_t found = count_materials(label, length, &other, &paper);
    const char *at = label;
    pm_md_word word;
    bool page = found == 1 && pm_md_next_word(&at, label + length, &word) && strcmp(word.text, "page") == 0;
    return found > 0 && (paper || page);
}

pm_md_column pm_md_column_of(const char *header, size_t length)
{
    for (size_t i = 0; i < COUNT(columns); i++) {
        const char *at = header, *end = header + length;
        pm_md_word word;
        while (pm_md_next_word(&at, end, &word)) {
            const char *found = columns[i].words;
            size_t n = strlen(word.text);
            while ((found = strstr(found, word.text)) != NULL) {
                bool starts = found == columns[i].words || found[-1] == ' ';
                if (starts && (found[n] == ' ' || found[n] == 0)) return columns[i].column;
                found += n;
            }
        }
    }
    return PM_MD_COLUMN_OTHER;
}

bool pm_md_is_venue_word(const char *word)
{
    return bsearch(word, venues, COUNT(venues), sizeof *venues, compare_words) != NULL;
}

bool pm_md_is_venue_opening(const char *word)
{
    static const char *const openings[] = { "proceedings",   "proc",   "journal", "transactions",
                                            "international", "annals", "ieee" };
    return is_in(word, openings, COUNT(openings));
}

bool pm_md_is_ordinary(const char *word)
{
    return is_in(word, ordinary, COUNT(ordinary));
}

bool pm_md_is_venue_phrase(const char *phrase)
{
    return is_in(phrase, phrases, COUNT(phrases));
}

bool pm_md_is_venue_qualifier(const char *word)
{
    return is_in(word, qualifiers, COUNT(qualifiers));
}

bool pm_md_is_award(const char *word)
{
    return is_in(word, awards, COUNT(awards));
}

bool pm_md_is_venue_noun(const char *word)
{
    return is_in(word, venue_nouns, COUNT(venue_nouns));
}

int pm_md_month(const char *word)
{
    static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec" };
    static const char *const full[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"
    };
    for (int i = 0; i < 12; i++)
        if (strcmp(word, months[i]) == 0 || strcmp(word, full[i]) == 0) return i + 1;
    return strcmp(word, "sept") == 0 ? 9 : 0;
}
