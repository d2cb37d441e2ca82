/* Addresses as slides take them, the XML writer, and the ZIP around both. */
#include "paint/pptx_links.h"
#include "support/xml_writer.h"
#include "support/zip.h"
#include "test.h"

static void expect_uri(const char *url, const char *wanted)
{
    pm_strbuf out = PM_STRBUF_INIT;
    bool found = pm_append_uri(&out, url);
    if (wanted)
        assert_string_equal(pm_strbuf_text(&out), wanted);
    else
        assert_int_equal(out.length, 0);
    assert_int_equal(found, wanted != NULL);
    pm_strbuf_finish(&out);
}

static void test_uris(void **state)
{
    (void)state;
    expect_uri("https://x.org", "https://x.org");
    expect_uri("https://x.org:8080/a?b=c&d#e", "https://x.org:8080/a?b=c&d#e");
    expect_uri("https://x.org/a b\"<>", "https://x.org/a%20b%22%3C%3E");
    expect_uri("https://x.org/%41%zz%", "https://x.org/%41%25zz%25");
    expect_uri("https://x.org/#a#b", "https://x.org/#a%23b");
    expect_uri("https://x.org/\xC3\xA9[1]", "https://x.org/%C3%A9%5B1%5D");
    expect_uri("docs/a.pdf", "docs/a.pdf");
    expect_uri("//x.org/a", "//x.org/a");
    expect_uri("mailto:a@x.org", "mailto:a@x.org");
    expect_uri("doi:10.1/2", "doi:10.1/2");
    expect_uri("", NULL);
    expect_uri("javascript:alert(1)", NULL);
    expect_uri("https:x.org", NULL);
    expect_uri("https://", NULL);
    expect_uri("https:///a", NULL);
    expect_uri("https://x.org:port/", NULL);
    expect_uri("https://x.org:123456/", NULL);
    expect_uri("https://user:word@x.org/", NULL);
    expect_uri("https://x..org/", NULL);
    expect_uri("https://[::1]/", NULL);
    expect_uri("https://x y.org/", NULL);
}

static void test_xml(void **state)
{
    (void)state;
    pm_strbuf out = PM_STRBUF_INIT;
    pm_xml_writer w = pm_xml_document(&out);
    pm_xml_open(&w, "a");
    pm_xml_attribute(&w, "b", "\"<&>\n\x01\xEF\xBF\xBE");
    pm_xml_integer(&w, "c", -9144000000);
    pm_xml_empty(&w, "d", "e", "f");
    pm_xml_empty(&w, "g", NULL, "f");
    pm_xml_text(&w, "1 < 2", 5);
    pm_xml_close(&w);
    assert_int_equal(w.depth, 0);
    assert_string_equal(pm_strbuf_text(&out),
                        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                        "<a b=\"&quot;&lt;&amp;&gt;&#10;\xEF\xBF\xBD\xEF\xBF\xBD\" c=\"-9144000000\">"
                        "<d e=\"f\"/><g/>1 &lt; 2</a>");
    pm_strbuf_finish(&out);
}

static void test_zip(void **state)
{
    (void)state;
    pm_strbuf out[2] = { PM_STRBUF_INIT, PM_STRBUF_INIT };
    for (int i = 0; i < 2; i++) {
        pm_zip *zip = pm_zip_create(&out[i]);
        assert_true(pm_zip_add(zip, "a/b.xml", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 32));
        assert_true(pm_zip_add(zip, "empty", "", 0));
        assert_true(pm_zip_finish(zip));
    }
    assert_int_equal(out[0].length, out[1].length);
    assert_memory_equal(out[0].data, out[1].data, out[0].length);
    assert_memory_equal(out[0].data, "PK\3\4", 4);
    assert_memory_equal(out[0].data + 10, "\0\0\x21\0", 4); /* midnight, the first of January 1980 */
    assert_memory_equal(out[0].data + out[0].length - 22, "PK\5\6", 4);
    assert_false(pm_zip_finish(NULL));
    for (int i = 0; i < 2; i++)
        pm_strbuf_finish(&out[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_uris), cmocka_unit_test(test_xml),
                                        cmocka_unit_test(test_zip) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
