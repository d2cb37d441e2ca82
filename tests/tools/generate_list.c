/*
 * Prints a paper list of any size and shape as YAML in the tree form, for property tests and benchmarks.
 *
 *     generate_list [-n PAPERS] [-s SEED] [--depth LEVELS] [--shape random|mixed|wide|deep|balanced]
 *                   [--scripts latin|all]
 *
 * The same options give the same bytes on every machine: the random numbers are splitmix64's, used as
 * integers only. First the groups are made, as an array of parents; then each paper gets a group; then the
 * tree is written, without recursion. LEVELS counts every level below the root, papers included.
 */
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum tree_shape {
    SHAPE_RANDOM,
    SHAPE_MIXED,
    SHAPE_WIDE,
    SHAPE_DEEP,
    SHAPE_BALANCED,
    SHAPE_COUNT
} tree_shape;

static const char *const shape_names[] = { "random", "mixed", "wide", "deep", "balanced" };

typedef struct list_options {
    size_t papers;
    uint64_t seed;
    int depth;
    tree_shape shape;
    bool all_scripts;
} list_options;

/* A group; group 0 is the root. Children and papers are linked in data order. */
typedef struct list_group {
    size_t first_child, last_child, next, papers;
    int level;
} list_group;

typedef struct generator {
    list_group *groups;
    size_t count;
    uint64_t random;
} generator;

enum { MAX_TITLE = 300, TITLE_BYTES = MAX_TITLE * 4 + 64 };

/* ---- random numbers ---------------------------------------------------------------------------------- */

/* splitmix64: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/* 0 .. limit - 1. */
static size_t pick(uint64_t *state, size_t limit)
{
    return (size_t)(next_random(state) % limit);
}

static bool chance(uint64_t *state, size_t percent)
{
    return pick(state, 100) < percent;
}

/* ---- words ------------------------------------------------------------------------------------------- */

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PICK(state, array) (array)[pick(state, COUNT(array))]

static const char *const adjectives[] = {
    "Adaptive",
    "Anytime",
    "Attentive",
    "Bayesian",
    "Calibrated",
    "Causal",
    "Class-Aware",
    "Coarse-to-Fine",
    "Compositional",
    "Conditional",
    "Confident",
    "Continual",
    "Contrastive",
    "Cross-Modal",
    "Data-Efficient",
    "Deep",
    "Deformable",
    "Dense",
    "Differentiable",
    "Distributed",
    "Dynamic",
    "Early-Exit",
    "Efficient",
    "Elastic",
    "End-to-End",
    "Energy-Aware",
    "Equivariant",
    "Fair",
    "Fast",
    "Federated",
    "Few-Shot",
    "Fine-Grained",
    "Generalized",
    "Hardware-Aware",
    "Hierarchical",
    "Input-Adaptive",
    "Interpretable",
    "Joint",
    "Large-Scale",
    "Latent",
    "Lightweight",
    "Low-Latency",
    "Low-Rank",
    "Memory-Elastic",
    "Meta-Learned",
    "Mixed-Precision",
    "Modular",
    "Multi-Exit",
    "Multi-Scale",
    "Multi-Task",
    "Mutual",
    "Neural",
    "On-Device",
    "Online",
    "Open-Vocabulary",
    "Parameter-Efficient",
    "Predictive",
    "Probabilistic",
    "Progressive",
    "Pruned",
    "Quantized",
    "Recurrent",
    "Reliable",
    "Resource-Efficient",
    "Retrieval-Augmented",
    "Robust",
    "Scalable",
    "Self-Distilled",
    "Self-Supervised",
    "Shallow-Deep",
    "Slimmable",
    "Sparse",
    "Spatio-Temporal",
    "Stochastic",
    "Structured",
    "Test-Time",
    "Token-Wise",
    "Uncertainty-Aware",
    "Unified",
    "Unsupervised",
    "Vision-Language",
    "Weakly-Supervised",
    "Zero-Shot",
};

static const char *const nouns[] = {
    "Attention",      "Adapters",        "Autoencoders",   "Backbones",    "Benchmarks",      "Calibration",
    "Classifiers",    "Compression",     "Computation",    "Contrast",     "Convolutions",    "Curricula",
    "Decoding",       "Detectors",       "Diffusion",      "Distillation", "Embeddings",      "Ensembles",
    "Exits",          "Experts",         "Features",       "Fine-Tuning",  "Generation",      "Gradients",
    "Graphs",         "Inference",       "Initialization", "Kernels",      "Language Models", "Layers",
    "Learning",       "Losses",          "Memory",         "Networks",     "Normalization",   "Offloading",
    "Optimization",   "Parallelism",     "Perception",     "Planning",     "Policies",        "Pooling",
    "Pre-Training",   "Prompts",         "Pruning",        "Quantization", "Reasoning",       "Recognition",
    "Regularization", "Representations", "Residuals",      "Retrieval",    "Routing",         "Sampling",
    "Scheduling",     "Search",          "Segmentation",   "Speculation",  "Supervision",     "Tokens",
    "Training",       "Transfer",        "Transformers",
};

static const char *const tasks[] = {
    "Image Classification",   "Semantic Segmentation", "Machine Translation", "Video Recognition",
    "Speech Recognition",     "Edge Devices",          "Mobile Vision",       "Edge Computing",
    "Question Answering",     "Point Clouds",          "Medical Imaging",     "Autonomous Driving",
    "Large Language Models",  "Recommender Systems",   "Code Generation",     "Federated Settings",
    "Long Documents",         "Anomaly Detection",     "Robot Manipulation",  "Vision Transformers",
    "Low-Resource Languages",
};

static const char *const openings[] = {
    "Towards",     "Rethinking", "Learning",   "Understanding", "On the Limits of", "Unlocking",
    "A Survey of", "Improving",  "Revisiting", "Scaling",       "Accelerating",     "Deconstructing",
    "Exploring",   "Predicting", "Beyond",     "Harnessing",
};

static const char *const venues[] = {
    "ICML",
    "NeurIPS",
    "ICLR",
    "CVPR",
    "ICCV",
    "ECCV",
    "ACL",
    "EMNLP",
    "AAAI",
    "IJCAI",
    "TPAMI",
    "TNNLS",
    "arXiv",
    "TMC",
    "MobiSys",
    "CVPR Workshop",
    "EMDL@MobiSys",
    "DATE",
    "WWW",
    "KDD",
    "SIGIR",
    "NO",
    "Findings of EMNLP",
};

static const char *const stems[] = {
    "Flex", "Edge", "Boost", "Fast",   "Deep",  "Meta", "Skip", "Frame",
    "Auto", "Tiny", "Omni",  "Branch", "Class", "Slim", "Exit",
};
static const char *const endings[] = {
    "Net", "BERT", "Former", "GF",  "LLM", "DNN", "Exit", "ViT",
    "-2",  "++",   "Tune",   "NAS", "Mix", "GPT", "CLIP",
};

/* What --scripts all draws words from. Scripts without spaces between words have an empty `space`. */
typedef struct script {
    const char *space;
    const char *words[14]; /* ends with NULL */
} script;

static const script scripts[] = {
    { " ",
      { "Multi-Exit", "Networks", "for", "Efficient", "Inference", "a", "of", "Dynamic", "Neural",
        "O(n log n)", "λ-Calculus", "\"Quoted\"", "<b>&amp;</b>", NULL } },
    { "",
      { "深度学习", "早退", "神经网络", "的", "研究", "综述", "，", "自适应", "推理", "：", "模型", "压缩",
        NULL } },
    { "",
      { "深層", "ニューラル", "ネットワーク", "の", "早期", "終了", "による", "高速な", "推論", "ー",
        "「学習」", NULL } },
    { " ",
      { "심층", "신경망의", "조기", "종료를", "위한", "효율적인", "추론", "학습과", "모델", "압축", NULL } },
    { " ",
      { "Раннее", "завершение", "в", "глубоких", "нейронных", "сетях:", "обзор", "и", "сравнение", NULL } },
    { " ", { "Πρώιμη", "έξοδος", "σε", "βαθιά", "νευρωνικά", "δίκτυα", "και", "ἀριθμητική", NULL } },
    { " ",
      { "الخروج", "المبكر", "في", "الشبكات", "العصبية", "العميقة", "التعلّم", "GPT-4", "والاستدلال", NULL } },
    { " ", { "יציאה", "מוקדמת", "ברשתות", "נוירונים", "עמוקות", "לְמִידָה", "BERT", "והסקה", "(2024)", NULL } },
    { " ", { "गहन", "तंत्रिका", "नेटवर्क", "में", "शीघ्र", "निकास", "और", "अनुमान", "क्ष्म्य", NULL } },
    { "", { "การเรียนรู้", "เชิงลึก", "โครงข่าย", "ประสาท", "ที่", "มี", "ประสิทธิภาพ", NULL } },
    { " ",
      { "Ho\u0323c", "sa\u0302u", "mo\u0302 hi\u0300nh", "ngo\u0302n ngu\u031b\u0303",
        "a\u0301\u0323\u0302\u0304", "E\u030a", NULL } },
    { " ",
      { "🥳", "Emoji", "🦜", "in", "👩‍🔬", "the", "🇪🇺", "Wild", "👍🏽", "1️⃣", NULL } },
    { "",
      { "Pneumonoultramicroscopic", "silicovolcano", "coniosis", "_", "supercalifragilistic", "x", NULL } },
    { "/", { "https:/", "example.org", "papers", "2024", "early-exit", "index.html?a=1&b=2", NULL } },
    { " ", { "∑", "ℝⁿ", "→", "O(√n)", "½", "ﬁnal", "Å", "ß", "ŁÓDŹ", "—", "…", "x̂", NULL } },
};

/* ---- titles ------------------------------------------------------------------------------------------ */

static size_t character_bytes(const char *text)
{
    unsigned char c = (unsigned char)*text;
    if (c < 0x80) return 1;
    if (c < 0xe0) return 2;
    return c < 0xf0 ? 3 : 4;
}

/* Appends what fits: at most `room` characters of `word`. Returns how many. */
static size_t append(char *out, const char *word, size_t room)
{
    size_t taken = 0, bytes = 0;
    while (word[bytes] && taken < room) {
        bytes += character_bytes(word + bytes);
        taken++;
    }
    size_t length = strlen(out);
    memcpy(out + length, word, bytes);
    out[length + bytes] = '\0';
    return taken;
}

/* A title such as a person would write: 20 to 120 characters. */
static void write_plain_title(uint64_t *random, const char *abbr, char *out)
{
    size_t length = (size_t)snprintf(out, TITLE_BYTES, "%s%s", abbr ? abbr : "", abbr ? ": " : "");
    if (chance(random, 35))
        length += (size_t)snprintf(out + length, TITLE_BYTES - length, "%s ", PICK(random, openings));
    length += (size_t)snprintf(out + length, TITLE_BYTES - length, "%s %s", PICK(random, adjectives),
                               PICK(random, nouns));
    if (chance(random, 50))
        length += (size_t)snprintf(out + length, TITLE_BYTES - length, " %s %s %s",
                                   chance(random, 50) ? "with" : "via", PICK(random, adjectives),
                                   PICK(random, nouns));
    if (chance(random, 55)) snprintf(out + length, TITLE_BYTES - length, " for %s", PICK(random, tasks));
}

/* 1 to 300 characters; every length class (1-9, 10-99, 100-300) is as likely. */
static size_t wild_length(uint64_t *random)
{
    switch (pick(random, 3)) {
    case 0:
        return 1 + pick(random, 9);
    case 1:
        return 10 + pick(random, 90);
    default:
        return 100 + pick(random, MAX_TITLE - 99);
    }
}

static const char *script_word(uint64_t *random, const script *from)
{
    size_t count = 1;
    while (from->words[count])
        count++;
    return from->words[pick(random, count)];
}

/* A title of exactly wild_length characters from one script, sometimes from all; never a space at its end. */
static void write_wild_title(uint64_t *random, char *out)
{
    size_t room = wild_length(random);
    const script *from = &PICK(random, scripts);
    bool every = chance(random, 10);
    out[0] = '\0';
    while (room > 0) {
        if (every) from = &PICK(random, scripts);
        room -= append(out, script_word(random, from), room);
        if (room > 1) room -= append(out, from->space, room);
    }
    size_t length = strlen(out);
    if (out[length - 1] == ' ') out[length - 1] = 'n';
}

/* ---- the tree ---------------------------------------------------------------------------------------- */

static size_t add_group(generator *forest, size_t parent)
{
    size_t added = forest->count++;
    list_group *groups = forest->groups;
    groups[added] = (list_group){ .level = groups[parent].level + 1 };
    if (groups[parent].last_child)
        groups[groups[parent].last_child].next = added;
    else
        groups[parent].first_child = added;
    groups[parent].last_child = added;
    return added;
}

/* Where the next group goes. `deepest` is the last level that a group may have. */
static size_t choose_parent(generator *forest, const list_options *options, int deepest)
{
    size_t last = forest->count - 1, parent = 0;
    switch (options->shape) {
    case SHAPE_WIDE:
        return 0;
    case SHAPE_DEEP: /* chains: mostly below the last one */
        parent = chance(&forest->random, 85) ? last : pick(&forest->random, forest->count);
        break;
    case SHAPE_BALANCED: /* four children each, level by level */
        parent = last / 4;
        break;
    default:
        parent = pick(&forest->random, forest->count);
    }
    return forest->groups[parent].level < deepest ? parent : 0;
}

/* Every group without children gets one paper, the rest of the papers fall at random: no empty group, as long
 * as there are papers for all. */
static void spread_papers(generator *forest, const list_options *options)
{
    size_t left = options->papers;
    for (size_t i = 1; i < forest->count && left > 0; i++) {
        if (forest->groups[i].first_child) continue;
        forest->groups[i].papers++;
        left--;
    }
    while (left > 0) {
        list_group *group = &forest->groups[pick(&forest->random, forest->count)];
        bool leaf = group != forest->groups && !group->first_child;
        if (!leaf && (options->shape != SHAPE_MIXED || group == forest->groups)) continue;
        group->papers++;
        left--;
    }
}

static void grow(generator *forest, const list_options *options)
{
    size_t wanted = 1 + options->papers / 4 + pick(&forest->random, options->papers / 4 + 1);
    if (wanted > options->papers) wanted = options->papers;
    forest->groups = calloc(wanted + 2, sizeof *forest->groups);
    if (!forest->groups) abort();
    forest->count = 1;
    int deepest = options->depth - 1;
    while (deepest > 0 && forest->count <= wanted)
        add_group(forest, choose_parent(forest, options, deepest));
    if (deepest > 0)
        spread_papers(forest, options);
    else
        forest->groups[0].papers = options->papers;
}

/* ---- YAML -------------------------------------------------------------------------------------------- */

static void put_indent(size_t columns)
{
    printf("%*s", (int)columns, "");
}

static void put_quoted(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') putchar('\\');
        putchar(*text);
    }
    putchar('"');
}

static void put_links(generator *forest, size_t columns, size_t number)
{
    static const char *const labels[] = { "PAGE", "PDF", "CODE", "SLIDES", "VIDEO" };
    size_t count = pick(&forest->random, 10), first = pick(&forest->random, 2);
    count = count == 9 ? 4 : count % 4;
    if (count == 0) return;
    put_indent(columns);
    puts("links:");
    for (size_t i = first; i < first + count; i++) {
        put_indent(columns + 2);
        printf("%s: \"https://papers.example.org/%zu/%s?id=%zx\"\n", labels[i], number,
               i == 1 ? "paper.pdf" : "index.html", number * 2654435761U % 0xffffff);
    }
}

/* `number` makes links differ; `columns` is where "- " stands. */
static void put_paper(generator *forest, const list_options *options, size_t columns, size_t number)
{
    uint64_t *random = &forest->random;
    char abbr[32], title[TITLE_BYTES];
    bool has_abbr = chance(random, 55);
    snprintf(abbr, sizeof abbr, "%s%s", PICK(random, stems), PICK(random, endings));
    if (options->all_scripts)
        write_wild_title(random, title);
    else
        write_plain_title(random, has_abbr && chance(random, 70) ? abbr : NULL, title);
    put_indent(columns);
    fputs("- title: ", stdout);
    put_quoted(title);
    putchar('\n');
    columns += 2;
    if (has_abbr) printf("%*sabbr: \"%s\"\n", (int)columns, "", abbr);
    if (chance(random, 90)) printf("%*svenue: \"%s\"\n", (int)columns, "", PICK(random, venues));
    if (chance(random, 95)) printf("%*syear: \"%zu\"\n", (int)columns, "", 2012 + pick(random, 13));
    put_links(forest, columns, number);
}

static void put_group_name(size_t index)
{
    size_t combination = index * 37 % (COUNT(adjectives) * COUNT(nouns));
    printf("%s %s", adjectives[combination % COUNT(adjectives)], nouns[combination / COUNT(adjectives)]);
    if (index >= COUNT(adjectives) * COUNT(nouns)) printf(" %zu", index);
}

/* The column of a group's keys: two for its list, two for its dash, per level. */
static size_t key_column(const list_group *group)
{
    return (size_t)group->level * 4;
}

/* A group's name, its papers, and the word "children:" when it has some. */
static void put_group(generator *forest, const list_options *options, size_t index, size_t *number)
{
    const list_group *group = &forest->groups[index];
    if (index > 0) {
        put_indent(key_column(group) - 2);
        fputs("- name: ", stdout);
        if (group->level == 1)
            printf("\"%zu. ", index);
        else
            putchar('"');
        put_group_name(index);
        puts("\"");
    }
    if (group->papers > 0) {
        put_indent(key_column(group));
        puts("papers:");
        for (size_t i = 0; i < group->papers; i++)
            put_paper(forest, options, key_column(group) + 2, (*number)++);
    }
    if (!group->first_child) return;
    put_indent(key_column(group));
    puts("children:");
}

static void put_tree(generator *forest, const list_options *options)
{
    size_t *path = calloc((size_t)options->depth + 2, sizeof *path), top = 0, number = 1;
    if (!path) abort();
    printf("# %zu papers, seed %llu, depth %d, shape %s, scripts %s\n", options->papers,
           (unsigned long long)options->seed, options->depth, shape_names[options->shape],
           options->all_scripts ? "all" : "latin");
    puts("title: Generated List");
    put_group(forest, options, 0, &number);
    size_t at = forest->groups[0].first_child;
    while (at) { /* path[0..top-1]: the ancestors of `at` below the root */
        put_group(forest, options, at, &number);
        if (forest->groups[at].first_child) {
            path[top++] = at;
            at = forest->groups[at].first_child;
            continue;
        }
        while (!forest->groups[at].next && top > 0)
            at = path[--top];
        at = forest->groups[at].next;
    }
    free(path);
}

/* ---- options ----------------------------------------------------------------------------------------- */

static int usage(void)
{
    fputs("usage: generate_list [-n PAPERS] [-s SEED] [--depth 1-64] [--shape "
          "random|mixed|wide|deep|balanced]\n"
          "                     [--scripts latin|all]\n",
          stderr);
    return 2;
}

static bool read_number(const char *text, uint64_t least, uint64_t most, uint64_t *number)
{
    char *end = NULL;
    *number = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && *number >= least && *number <= most;
}

static bool read_shape(const char *text, tree_shape *found)
{
    for (int i = 0; i < SHAPE_COUNT; i++) {
        if (strcmp(text, shape_names[i]) != 0) continue;
        *found = (tree_shape)i;
        return true;
    }
    return false;
}

static bool read_option(int letter, const char *value, list_options *options)
{
    uint64_t number = 0;
    bool ok = false;
    switch (letter) {
    case 'n':
        ok = read_number(value, 1, 10000000, &number);
        options->papers = (size_t)number;
        break;
    case 's':
        ok = read_number(value, 0, UINT64_MAX, &options->seed);
        break;
    case 'd':
        ok = read_number(value, 1, 64, &number);
        options->depth = (int)number;
        break;
    case 'S':
        ok = read_shape(value, &options->shape);
        break;
    case 'c':
        options->all_scripts = strcmp(value, "all") == 0;
        ok = options->all_scripts || strcmp(value, "latin") == 0;
        break;
    default:
        break;
    }
    return ok;
}

int main(int argc, char **argv)
{
    static const struct option long_options[] = { { "depth", required_argument, NULL, 'd' },
                                                  { "shape", required_argument, NULL, 'S' },
                                                  { "scripts", required_argument, NULL, 'c' },
                                                  { NULL, 0, NULL, 0 } };
    list_options options = { .papers = 40, .seed = 1, .depth = 4, .shape = SHAPE_RANDOM };
    for (int letter = 0; (letter = getopt_long(argc, argv, "n:s:", long_options, NULL)) != -1;)
        if (letter == '?' || !read_option(letter, optarg, &options)) return usage();
    if (optind != argc) return usage();

    generator forest = { .random = options.seed * 0x2545f4914f6cdd1dU + 1 };
    grow(&forest, &options);
    put_tree(&forest, &options);
    free(forest.groups);
    return fflush(stdout) == 0 ? 0 : 1;
}
