/*
 * The vocabulary itself, included by markdown_words.c only. To teach the reader a word, add it here and a
 * line to a case under tests/markdown/.
 */
#ifndef PM_TAXONOMY_MARKDOWN_VOCABULARY_H
#define PM_TAXONOMY_MARKDOWN_VOCABULARY_H

#include "taxonomy/markdown_words.h"

/* clang-format off */

/* Venues, as one word each; sorted, for they are looked up the most. */
static const char *const venues[] = {
    "3dv", "aaai", "aacl", "aamas", "access", "accv", "accvw", "acl", "acm", "acml", "acmmm", "acs",
    "acsac", "aies", "aij", "aistats", "alt", "arxiv", "ase", "asiaccs", "asiacrypt", "asoc", "asonam",
    "aspdac", "asplos", "asru", "atc", "bea", "bioinformatics", "biorxiv", "blackboxnlp", "bmvc", "bmvcw",
    "btas", "case", "cases", "cav", "cc", "ccs", "cec", "cell", "cgf", "cgo", "chemrxiv", "chi", "cidr",
    "cikm", "cluster", "codes", "cods", "cogsci", "coling", "colm", "colt", "conext", "conll", "corl",
    "corr", "crypto", "cscw", "cviu", "cvmp", "cvpr", "cvprw", "dac", "date", "dsaa", "eacl", "ecai",
    "eccv", "eccvw", "ecir", "ecml", "ecmlpkdd", "edbt", "egsr", "elsevier", "emdl", "emnlp", "emnlpw",
    "emsoft", "esann", "esecfse", "eswa", "eurocrypt", "eurographics", "eurosp", "eurosys", "evostar",
    "facct", "fast", "fat", "fccm", "fg", "focs", "fpga", "fpl", "fse", "gecco", "hicss", "hotcloud",
    "hotnets", "hotos", "hpca", "hpdc", "hri", "humanoids", "i3d", "icalp", "icann", "icaps", "icar",
    "icassp", "icb", "iccad", "iccv", "iccvw", "icdcs", "icde", "icdm", "icig", "icip", "iclp", "iclr",
    "iclrw", "icme", "icml", "icmlw", "icmr", "iconip", "icpp", "icpr", "icra", "ics", "icse", "icsme",
    "icvgip", "icws", "icwsm", "ieee", "ieeevis", "iiswc", "ijcai", "ijcb", "ijcnn", "ijcv", "imc", "imwut",
    "infocom", "interspeech", "iotj", "ipdps", "ipmi", "ipsn", "iros", "isbi", "isca", "isit", "islped",
    "ispass", "isqed", "isscc", "issta", "its", "itsc", "iui", "iv", "jair", "jama", "jbhi", "jmlr", "jsac",
    "jssc", "jstsp", "kbs", "kdd", "kr", "lancet", "llm4code", "lod", "lrec", "lreccoling", "media",
    "medrxiv", "miccai", "micro", "middleware", "midl", "mlj", "mlsys", "mm", "mmm", "mmsys", "mobicom",
    "mobisys", "msr", "naacl", "natcomm", "nature", "nca", "ndss", "nejm", "neurips", "neurlps",
    "neurocomputing", "nips", "nipsw", "nsdi", "oakland", "oopsla", "openreview", "osdi", "pact", "pakdd",
    "pami", "pets", "pg", "pkdd", "pldi", "plos", "pmlr", "pnas", "podc", "pods", "popets", "popl", "ppopp", "ppsn",
    "pr", "prcv", "preprint", "prl", "pvldb", "raid", "ral", "recsys", "repl4nlp", "rss", "rtas", "rtss",
    "saner", "satml", "sc", "sca", "science", "sdm", "sec", "semeval", "sensys", "sigcomm", "siggraph",
    "sigir", "sigmod", "slt", "socc", "soda", "sosp", "sp", "spaa", "spl", "springer", "ssrn", "stoc",
    "sysml", "tacas", "tacl", "taffc", "tai", "talip", "tallip", "tase", "taslp", "tbd", "tbiom", "tbme",
    "tc", "tcad", "tcas", "tcc", "tcds", "tcss", "tcsvt", "tcyb", "tdsc", "techrxiv", "tecs", "tetc",
    "tetci", "tfs", "tgrs", "thewebconf", "thewebconference", "tifs", "tip", "tist", "tit", "tits", "tiv",
    "tkde", "tmc", "tmi", "tmis", "tmlr", "tmm", "tnnls", "tns", "tnse", "todaes", "tog", "tois", "toit",
    "ton", "tosem", "tosn", "tpami", "tpds", "tro", "tsc", "tse", "tsmc", "tsp", "tvcg", "tvlsi", "uai",
    "ubicomp", "uist", "usenix", "usenixsecurity", "vis", "vldb", "wacv", "webconf", "wmt", "wsdm", "www"
};

/* A section is left out when all words of its heading stand in the next three lists and one of them in the first; with
 * one of the second only, it may hold a table of contents. */
static const char *const skip_words[] = {
    "acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "acknowledge", "abstract",
    "author", "bibtex", "changelog", "citation", "citations", "cite", "citing", "contact", "contacts",
    "contribute", "contributing", "contribution", "contributions", "contributor", "contributors",
    "contributer", "contributers", "credit", "credits", "criteria", "criterion", "disclaimer", "donate", "donation", "faq",
    "feedback", "history", "hiring", "license", "licence", "licensing", "log", "maintainer", "maintainers",
    "news", "notice", "announcement", "announcements", "roadmap", "sponsor", "sponsors", "sponsorship",
    "star", "stargazers", "stars", "thanks", "todo", "update", "updates", "updated", "usage",
    "installation", "issue", "issues", "requests", "requirements", "prerequisites", "wechat", "discord", "slack", "legend", "convention",
    "conventions", "更新", "引用", "贡献", "致谢", "联系", "联系我们", "许可", "许可证", "最新动态", "新闻", "动态", "贡献者",
    "参与贡献", "更新日志", "如何贡献", "关于我们", "交流群"
};

static const char *const contents_words[] = {
    "toc", "contents", "content", "catalog", "catalogue", "catelog", "outline", "index", "navigation",
    "overview", "introduction", "motivation", "background", "preface", "about", "links", "link", "目录",
    "内容", "简介", "介绍", "前言", "概述", "内容目录", "目次"
};

static const char *const filler_words[] = {
    "a", "add", "all", "an", "and", "any", "as", "awesome", "change", "click", "collection", "contents", "expand",
    "for", "full", "guide", "guideline", "guidelines", "here", "hot", "how", "i", "if", "in", "is", "it",
    "keyword", "keywords", "latest", "list", "lists", "me", "more", "my", "of", "on", "or", "other", "our",
    "ours", "page", "paper", "papers", "please", "project", "quick", "quicklinks", "readme", "recent",
    "recently", "related", "repo", "repository", "section", "see", "show", "special", "table", "tables",
    "team", "the", "these", "this", "to", "us", "useful", "want", "we", "what", "who", "with", "you",
    "your", "chart", "s", "view", "do", "information", "info", "note", "notes", "over", "time", "tag",
    "tags", "words"
};

/* What links lead to: the paper itself, other materials, and words beside them that change nothing. */
static const char *const paper_materials[] = {
    "paper", "papers", "pdf", "arxiv", "abs", "html", "link", "url", "doi", "openreview", "preprint", "acm",
    "ieee", "springer", "ieeexplore", "acl", "cvf", "biorxiv", "publication", "article", "manuscript",
    "pubmed", "sciencedirect", "论文", "链接", "原文", "here", "conference", "journal", "anthology",
    "proceedings", "alphaxiv", "arxive", "aclanthology", "report", "zenodo"
};

static const char *const other_materials[] = {
    "full", "code", "codes", "github", "git", "repo", "repository", "gitlab", "project", "projects", "page",
    "website", "web", "webpage", "site", "homepage", "home", "blog", "blogs", "post", "video", "videos",
    "youtube", "talk", "slide", "slides", "poster", "demo", "demos", "dataset", "datasets", "data", "supp",
    "supplementary", "supplement", "supplemental", "appendix", "material", "materials", "bib", "bibtex",
    "bibtext", "colab", "notebook", "model", "models", "checkpoint", "checkpoints", "weights",
    "huggingface", "hf", "hugging", "face", "pytorch", "tensorflow", "tf", "torch", "jax", "keras", "caffe",
    "matlab", "paddle", "mindspore", "official", "unofficial", "implementation", "impl", "docs", "doc",
    "documentation", "tech", "technical", "review", "reviews", "note", "notes", "summary", "tweet",
    "twitter", "thread", "tutorial", "media", "app", "download", "source", "python", "reproduce",
    "reproduction", "benchmark", "toolkit", "library", "package", "leaderboard", "api", "zhihu", "知乎",
    "代码", "项目", "主页", "解读", "视频", "博客", "数据", "数据集", "space", "spaces", "release", "interview", "news",
    "press", "modelscope", "bilibili", "presentation", "recording", "teaser", "trailer", "pwc",
    "connectedpapers", "semantic", "scholar"
};

static const char *const material_fillers[] = {
    "the", "with", "of", "and", "in", "v1", "v2", "v3", "pt", "version", "short", "long", "extended",
    "main", "on", "our", "1", "2", "3", "4", "stars", "third", "party", "cn", "en", "arxivlink", "pdflink",
    "online", "view", "read", "open", "pre", "train", "trained"
};

/* clang-format on */

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

/* clang-format off */

/* Words beside a venue that belong to it, and such that do not. */
static const char *const qualifiers[] = {
    "workshop", "workshops", "findings", "finding", "of", "the", "on", "and", "at", "asia", "track", "main",
    "d", "b", "datasets", "benchmarks", "dataset", "benchmark", "ws", "w", "in", "for", "conference",
    "journal", "symposium", "proceedings", "tutorial", "demo", "demos", "industry", "letters",
    "transactions", "trans", "int", "international", "conf", "proc", "communications", "machine",
    "intelligence", "robotics", "student", "abstract", "srw", "security", "papers", "preprint", "arxiv",
    "et", "al", "european", "annual", "meeting", "long", "short", "paper", "comm", "pre", "print"
};

static const char *const awards[] = {
    "oral", "spotlight", "poster", "highlight", "highlights", "best", "award", "prize", "honorable",
    "mention", "notable", "top", "5", "25", "10", "outstanding", "candidate", "finalist", "runner", "up",
    "accepted", "under", "review", "published", "submitted", "presentation", "talk", "accept", "student",
    "paper", "appear", "to", "by", "nominee", "distinguished", "double", "blind"
};

/* Words of a venue's full name. */
static const char *const venue_nouns[] = {
    "journal", "transactions", "trans", "conference", "proceedings", "proc", "symposium", "workshop",
    "workshops", "letters", "magazine", "annals", "bulletin", "advances", "findings", "communications",
    "ieee", "acm", "springer", "elsevier", "lecture", "press"
};

static const char *const openings[] = {
    "proceedings", "proc", "journal", "transactions", "international", "annals", "ieee"
};

/* Venues that are ordinary words, too; and journals that sound like topics. */
static const char *const ordinary[] = {
    "access", "case", "cases", "cell", "cluster", "codes", "crypto", "date", "fast", "fat", "its", "media",
    "micro", "middleware", "pact", "pets", "pods", "raid", "springer", "elsevier", "vis", "soda"
};

static const char *const phrases[] = {
    "pattern recognition", "pattern recognition letters", "neural networks", "neural computation",
    "machine intelligence research", "acm computing surveys", "computing surveys", "information fusion",
    "image and vision computing", "computer vision and image understanding", "artificial intelligence",
    "artificial intelligence review", "medical image analysis", "scientific reports",
    "knowledge based systems", "expert systems with applications", "computers security",
    "nature communications", "nature machine intelligence", "nature methods", "nature medicine",
    "science robotics", "science advances", "the visual computer", "visual computer",
    "computer graphics forum", "foundations and trends", "information sciences", "applied intelligence",
    "neural processing letters", "neural computing and applications", "machine learning",
    "international journal of computer vision", "computers graphics", "distill",
    "transformer circuits thread", "openai", "deepmind"
};

/* clang-format on */

#endif
