/* YAML trees: texts stay texts, places are right, every mistake is told, no input is too much. */
#include "test.h"

#include "findings.h"
#include "support/yaml.h"

typedef struct reading {
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_source source;
    const pm_yaml *root;
} reading;

static void read_bytes(reading *r, const char *text, size_t length, const pm_yaml_limits *limits)
{
    r->arena = pm_arena_create();
    r->diagnostics = pm_diagnostics_create();
    r->source = (pm_source){ "list.yaml", text, length };
    r->root = pm_yaml_read(&r->source, limits, r->arena, r->diagnostics);
}

static void read_text(reading *r, const char *text)
{
    read_bytes(r, text, strlen(text), &pm_yaml_default_limits);
}

static void finish(reading *r)
{
    pm_diagnostics_destroy(r->diagnostics);
    pm_arena_destroy(r->arena);
}

/* Reading fails with exactly this many errors, one of them with the words at the place. */
static void assert_wrong(const char *text, size_t errors, const char *words, unsigned line, unsigned column)
{
    reading r;
    read_text(&r, text);
    assert_null(r.root);
    if (pm_diagnostics_count(r.diagnostics, PM_ERROR) != errors) print_findings(r.diagnostics);
    assert_int_equal(pm_diagnostics_count(r.diagnostics, PM_ERROR), errors);
    assert_finding(r.diagnostics, words, line, column);
    finish(&r);
}

static void scalars_are_texts(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "[2024, NO, 1e3, ~, '~', \"\", , null, !!str null, 0x1F, 2024-01-01]");
    assert_null(r.root); /* an empty item is no YAML in a flow list */
    finish(&r);
    read_text(&r, "[2024, NO, 1e3, ~, '~', \"\", null, !!str null, 0x1F, 2024-01-01]");
    static const char *const texts[] = { "2024", "NO",   "1e3",  "~",    "~",
                                         "",     "null", "null", "0x1F", "2024-01-01" };
    static const bool nulls[] = { false, false, false, true, false, false, true, false, false, false };
    assert_non_null(r.root);
    assert_int_equal(r.root->count, 10);
    size_t i = 0;
    for (const pm_yaml_item *item = r.root->first; item; item = item->next, i++) {
        assert_string_equal(item->value->text, texts[i]);
        assert_int_equal(pm_yaml_is_null(item->value), nulls[i]);
    }
    finish(&r);
}

static void places_count_characters_from_one(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "é: {ü: \"x\"}\r\nb:\n  - '中' # c\n  - z\n");
    assert_non_null(r.root);
    const pm_yaml *u = pm_yaml_get(pm_yaml_get(r.root, "é"), "ü");
    assert_int_equal(u->at.line, 1);
    assert_int_equal(u->at.column, 8);
    const pm_yaml *cjk = pm_yaml_get(r.root, "b")->first->value;
    assert_int_equal(cjk->at.line, 3);
    assert_int_equal(cjk->at.column, 5);
    assert_memory_equal(r.source.text + cjk->start, "'中'", 5);
    assert_int_equal(cjk->end - cjk->start, 5);
    const pm_yaml *z = pm_yaml_get(r.root, "b")->first->next->value;
    assert_int_equal(z->at.line, 4);
    assert_int_equal(r.source.text[z->start], 'z');
    finish(&r);
}

/* Lines are the editor's: U+2028 and U+0085 do not end them, though YAML thinks so. */
static void lines_are_the_editors(void **state)
{
    (void)state;
    assert_wrong("a: \"\xE2\x80\xA8\"\nb: *x\n", 1, "names no anchor", 2, 4);
    assert_wrong("a: \"\xC2\x85\"\nb: *x\n", 1, "names no anchor", 2, 4);
    assert_wrong("\xEF\xBB\xBF"
                 "a: 1\nb: *x\n",
                 1, "names no anchor", 2, 4);
}

static void nothing_is_an_empty_text(void **state)
{
    (void)state;
    static const char *const nothing[] = { "", "# only a comment\n", "---\n", "\xEF\xBB\xBF" };
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        reading r;
        read_text(&r, nothing[i]);
        assert_non_null(r.root);
        assert_true(pm_yaml_is_null(r.root));
        assert_string_equal(pm_yaml_kind_name(r.root), "nothing");
        finish(&r);
    }
}

static void aliases_share_what_they_name(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "a: &x {k: v}\nb: *x\n<<: *x\n&y c: 1\n? *y\n: 2\n");
    assert_non_null(r.root); /* *y repeats the key c: an error, but the tree is there */
    assert_finding(r.diagnostics, "stands twice", 5, 3);
    finish(&r);
    read_text(&r, "a: &x {k: v}\nb: *x\n<<: *x\nd: &x 2\ne: *x");
    assert_non_null(r.root);
    assert_ptr_equal(pm_yaml_get(r.root, "a"), pm_yaml_get(r.root, "b"));
    assert_ptr_equal(pm_yaml_get(r.root, "a"),
                     pm_yaml_get(r.root, "<<")); /* no merge: a key like any other */
    assert_string_equal(pm_yaml_get(r.root, "e")->text, "2");
    finish(&r);
}

static void every_mistake_of_a_run_is_told(void **state)
{
    (void)state;
    const char *text = "a: 1\nb: [x, *q]\na: 2\n[p]: 3\nc: &l [*l]\nc: 3\n";
    assert_wrong(text, 5, "\"a\" stands twice: first in line 1", 3, 1);
    assert_wrong(text, 5, "*q names no anchor", 2, 8);
    assert_wrong(text, 5, "a list as a key", 4, 1);
    assert_wrong(text, 5, "*l lies inside what it names", 5, 8);
    assert_wrong(text, 5, "\"c\" stands twice: first in line 5", 6, 1);
}

static void syntax_is_explained(void **state)
{
    (void)state;
    assert_wrong("a:\n\t- b", 1, "no tab", 2, 1);
    assert_wrong("a: b: c", 1, "holds a colon in quotes", 1, 5);
    assert_wrong("a: \"x", 1, "close the quote", 1, 6);
    assert_wrong("a: 'x' y\n", 1, "begins with a quote must end with it", 1, 8);
    assert_wrong("a: [1, 2\nb: 3\n", 1, "close the list", 2, 2);
    assert_wrong("a: @x\n", 1, "put the text in quotes", 1, 4);
    assert_wrong("a: \"\\q\"\n", 1, "write \\\\ for a backslash", 1, 5);
    assert_wrong("a: \x01\n", 1, "U+0001", 1, 4);
    assert_wrong("a: 1\n---\nb: 2\n", 1, "second document", 2, 1);
    assert_wrong("a: \"\\0\"\n", 1, "NUL", 1, 4);
}

static void broken_utf8_is_told(void **state)
{
    (void)state;
    assert_wrong("a: \xFF\nb: \xC3\n", 2, "0xFF is not valid UTF-8", 1, 4);
    reading r;
    read_bytes(&r, "a: \0b", 5, &pm_yaml_default_limits);
    assert_null(r.root);
    finish(&r);
}

static void limits_are_named(void **state)
{
    (void)state;
    const pm_yaml_limits small = { .nodes = 40, .depth = 4, .scalar = 8 };
    static const struct {
        const char *text, *words;
    } cases[] = {
        { "[[[[[]]]]]", "depth limit is 4" },
        { "a: &a [1]\nb: &b [*a]\nc: &c [*b]\nd: [*c]\n", "depth limit is 4" },
        { "a: &a [1,1,1,1]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n", "nodes limit is 40" },
        { "a: 123456789\n", "text limit is 8" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading r;
        read_bytes(&r, cases[i].text, strlen(cases[i].text), &small);
        assert_null(r.root);
        assert_non_null(find_words(r.diagnostics, cases[i].words));
        assert_int_equal(count_code(r.diagnostics, "yaml-limit"), 1);
        finish(&r);
    }
    reading r;
    read_bytes(&r, "[[[[]]]]", 8, &small);
    assert_non_null(r.root);
    finish(&r);
}

/* A bomb of aliases would unfold to 9^12 nodes. */
static void aliases_cannot_explode(void **state)
{
    (void)state;
    pm_strbuf text = PM_STRBUF_INIT;
    pm_strbuf_string(&text, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++)
        pm_strbuf_printf(&text, "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i, i, i - 1,
                         i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    reading r;
    read_text(&r, text.data);
    assert_null(r.root);
    assert_non_null(find_words(r.diagnostics, "nodes limit"));
    finish(&r);
    pm_strbuf_finish(&text);
}

static void many_keys_and_anchors_are_fine(void **state)
{
    (void)state;
    enum { MANY = 200000 };
    pm_strbuf text = PM_STRBUF_INIT;
    for (int i = 0; i < MANY; i++)
        pm_strbuf_printf(&text, "k%d: &a%d v\n", i, i);
    pm_strbuf_string(&text, "last: *a7\n");
    reading r;
    read_text(&r, text.data);
    assert_non_null(r.root);
    assert_int_equal(r.root->count, MANY + 1);
    finish(&r);
    pm_strbuf_string(&text, "k3: again\n");
    read_text(&r, text.data);
    assert_non_null(r.root);
    assert_finding(r.diagnostics, "first in line 4", MANY + 2, 1);
    finish(&r);
    pm_strbuf_finish(&text);
}

static void a_flood_of_mistakes_is_cut(void **state)
{
    (void)state;
    pm_strbuf text = PM_STRBUF_INIT;
    for (int i = 0; i < 5000; i++)
        pm_strbuf_string(&text, "a: 1\n");
    reading r;
    read_text(&r, text.data);
    assert_null(r.root);
    assert_int_equal(pm_diagnostics_count(r.diagnostics, PM_ERROR), 100);
    assert_non_null(find_words(r.diagnostics, "stopped reading"));
    finish(&r);
    pm_strbuf_finish(&text);
}

/* Takes every mapping that has a key "take". */
typedef struct counting_taker {
    pm_yaml_taker taker;
    size_t offered, taken;
} counting_taker;

static void *take_marked(pm_yaml_taker *taker, const pm_yaml *mapping)
{
    counting_taker *t = (counting_taker *)taker;
    t->offered++;
    if (!pm_yaml_get(mapping, "take")) return NULL;
    t->taken++;
    return t;
}

static const pm_yaml *read_taking(reading *r, const char *text, counting_taker *t)
{
    static const char *const keys[] = { "papers", NULL };
    *t = (counting_taker){ .taker = { keys, take_marked } };
    r->arena = pm_arena_create();
    r->diagnostics = pm_diagnostics_create();
    r->source = (pm_source){ "list.yaml", text, strlen(text) };
    return r->root =
               pm_yaml_read_taking(&r->source, &pm_yaml_default_limits, &t->taker, r->arena, r->diagnostics);
}

static void assert_offered(const char *text, size_t offered, size_t taken)
{
    reading r;
    counting_taker t;
    read_taking(&r, text, &t);
    if (t.offered != offered || t.taken != taken) print_message("%s\n", text);
    assert_int_equal(t.offered, offered);
    assert_int_equal(t.taken, taken);
    finish(&r);
}

static void what_is_taken_leaves_a_stub(void **state)
{
    (void)state;
    reading r;
    counting_taker t;
    read_taking(&r, "papers: [{take: 1, b: 2}, {leave: 1}, {take: 3}]\nrest: {a: b}", &t);
    assert_non_null(r.root);
    const pm_yaml_item *item = r.root->first->value->first;
    assert_int_equal(r.root->first->value->count, 3);
    assert_true(item->value->kind == PM_YAML_MAPPING && item->value->taken && item->value->made == &t);
    assert_int_equal(item->value->at.column, 10);
    assert_false(item->next->value->taken);
    assert_string_equal(pm_yaml_get(item->next->value, "leave")->text, "1");
    assert_true(item->next->next->value->taken);
    assert_string_equal(pm_yaml_get(r.root->first->next->value, "a")->text, "b");
    finish(&r);
}

static void only_what_nothing_else_needs_is_offered(void **state)
{
    (void)state;
    assert_offered("papers: [{take: 1}, x, [{take: 1}], {take: 1}]", 2, 2);
    assert_offered("other: [{take: 1}]\npapers: {take: 1}", 0, 0);
    assert_offered("papers: [{papers: [{take: 1}, {take: 1}], take: 1}]", 3, 3);
    assert_offered("papers: [{take: 1}, {take: &a 1}, {take: *a}]", 1, 1);
    assert_offered("papers: &p [{take: 1}]\nmore: *p", 0, 0);
    assert_offered("papers: [{take: 1}, {take: 1, ? [x] : y}, {take: 1}]", 1, 1);
    assert_offered(
        "papers: [{take: 1}, {take: 1, a: , b: , c: , d: , e: , f: , g: , h: , i: , j: , k: , l: , m: , n: ,"
        " o: , p: , q: }, {take: 1}]",
        2, 2);
}

static void what_is_taken_leaves_its_memory(void **state)
{
    (void)state;
    pm_strbuf text = PM_STRBUF_INIT;
    pm_strbuf_string(&text, "papers:\n");
    for (int i = 0; i < 20000; i++)
        pm_strbuf_printf(&text, "- {take: %d, long: the text of a paper that is one of very many}\n", i);
    reading r;
    counting_taker t;
    read_taking(&r, text.data, &t);
    assert_non_null(r.root);
    assert_int_equal(t.taken, 20000);
    assert_true(pm_arena_used(r.arena) < 20000 * (sizeof(pm_yaml) + sizeof(pm_yaml_item)) + 4096);
    finish(&r);
    pm_strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_are_texts),
        cmocka_unit_test(places_count_characters_from_one),
        cmocka_unit_test(lines_are_the_editors),
        cmocka_unit_test(nothing_is_an_empty_text),
        cmocka_unit_test(aliases_share_what_they_name),
        cmocka_unit_test(every_mistake_of_a_run_is_told),
        cmocka_unit_test(syntax_is_explained),
        cmocka_unit_test(broken_utf8_is_told),
        cmocka_unit_test(limits_are_named),
        cmocka_unit_test(aliases_cannot_explode),
        cmocka_unit_test(many_keys_and_anchors_are_fine),
        cmocka_unit_test(a_flood_of_mistakes_is_cut),
        cmocka_unit_test(what_is_taken_leaves_a_stub),
        cmocka_unit_test(only_what_nothing_else_needs_is_offered),
        cmocka_unit_test(what_is_taken_leaves_its_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
