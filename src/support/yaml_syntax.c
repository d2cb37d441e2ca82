/*
 * One table from libyaml's messages to advice; the first row that fits counts.
 */
#include "support/yaml_syntax.h"

#include <stddef.h>
#include <string.h>

/* What libyaml says, and what most often brings it about. NULL as `found`: any byte. */
static const struct {
    const char *problem, *context, *found, *hint;
} syntax_hints[] = {
    { "cannot start any token", NULL, "\t", "indent with spaces: YAML allows no tab here" },
    { "cannot start any token", NULL, NULL,
      "put the text in quotes: it begins with a character that YAML reserves" },
    { "mapping values are not allowed", NULL, NULL,
      "put a text that holds a colon in quotes, as in \"A: B\"" },
    { "unexpected end of stream", "quoted scalar", NULL, "close the quote" },
    { "unexpected document indicator", "quoted scalar", NULL, "close the quote" },
    { "unknown escape character", NULL, NULL,
      "write \\\\ for a backslash, or put the text in single quotes" },
    { "could not find expected ':'", NULL, NULL,
      "after a key come a colon and a blank; check the indentation" },
    { "did not find expected key", NULL, NULL,
      "check the indentation; a text that begins with a quote must end with it" },
    { "did not find expected node content", NULL, NULL,
      "a value or a closing bracket is missing before this place" },
    { "did not find expected '-' indicator", NULL, NULL,
      "check the indentation: items of a list begin with \"- \"" },
    { "did not find expected ',' or ']'", NULL, NULL, "close the list with ]" },
    { "did not find expected ',' or '}'", NULL, NULL, "close the mapping with }" },
    { "tab character", NULL, NULL, "indent with spaces: YAML allows no tab here" },
    { "did not find expected <document start>", NULL, NULL,
      "remove the text before the document, or indent it" },
    { "did not find expected alphabetic", NULL, NULL, "put a text that begins with * or & in quotes" },
    { "undefined tag handle", NULL, NULL, "put a text that begins with ! in quotes" },
    { "control characters", NULL, NULL, "remove the character, or write it as \"\\xNN\" in double quotes" },
};

const char *pm_yaml_syntax_hint(const char *problem, const char *context, char byte)
{
    for (size_t i = 0; i < sizeof syntax_hints / sizeof *syntax_hints; i++) {
        if (!strstr(problem, syntax_hints[i].problem)) continue;
        const char *in = syntax_hints[i].context, *found = syntax_hints[i].found;
        if (in && (!context || !strstr(context, in))) continue;
        if (!found || byte == *found) return syntax_hints[i].hint;
    }
    return NULL;
}
