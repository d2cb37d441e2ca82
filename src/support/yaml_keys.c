#include "support/yaml_keys.h"

#include <string.h>

enum { KEYS_AT_MOST = 32 };

void pm_yaml_wrong_shape(pm_yaml_reader *r, const pm_yaml *found, const char *what, const char *expected)
{
    bool is_empty = found->kind == PM_YAML_SCALAR ? found->quoted && !found->length : !found->count;
    pm_error(r->diagnostics, r->source, found->at, "%s is %s: it must be %s", what,
             is_empty ? "empty" : pm_yaml_kind_name(found), expected);
    pm_code(r->diagnostics, "wrong-shape");
}

void pm_yaml_wrong_word(pm_yaml_reader *r, const pm_yaml *found, const char *what, const char *const *words)
{
    pm_error(r->diagnostics, r->source, found->at, "unknown %s \"%.80s\"", what, found->text);
    pm_code(r->diagnostics, "wrong-value");
    const char *meant = pm_nearest_word(found->text, words);
    if (meant) {
        pm_hint(r->diagnostics, "did you mean \"%s\"?", meant);
        return;
    }
    pm_strbuf list = PM_STRBUF_INIT;
    for (size_t i = 0; words[i]; i++)
        pm_strbuf_printf(&list, "%s%s", i ? ", " : "", words[i]);
    pm_hint(r->diagnostics, "one of: %s", pm_strbuf_text(&list));
    pm_strbuf_finish(&list);
}

void pm_yaml_unknown_key(pm_yaml_reader *r, const pm_yaml *key, const char *const *words)
{
    pm_error(r->diagnostics, r->source, key->at, "unknown key \"%.80s\"", key->text);
    pm_code(r->diagnostics, "unknown-key");
    const char *meant = pm_nearest_word(key->text, words);
    if (meant) pm_hint(r->diagnostics, "did you mean \"%s\"?", meant);
}

const pm_yaml_key *pm_yaml_find_key(const pm_yaml_key *known, const char *key)
{
    while (known->key && strcmp(known->key, key) != 0)
        known++;
    return known->key ? known : NULL;
}

void pm_yaml_read_keys(pm_yaml_reader *r, const char *what, const pm_yaml *mapping, const pm_yaml_key *known)
{
    const char *words[KEYS_AT_MOST + 1] = { NULL };
    for (size_t i = 0; i < KEYS_AT_MOST && known[i].key; i++)
        words[i] = known[i].key;
    if (pm_yaml_is_null(mapping)) return;
    if (mapping->kind != PM_YAML_MAPPING) {
        pm_yaml_wrong_shape(r, mapping, what, "a mapping");
        return;
    }
    for (const pm_yaml_item *item = mapping->first; item; item = item->next) {
        const pm_yaml_key *found = pm_yaml_find_key(known, item->key->text);
        if (found)
            found->read(r, item->value);
        else
            pm_yaml_unknown_key(r, item->key, words);
    }
}

const char *pm_yaml_read_text(pm_yaml_reader *r, const char *what, const pm_yaml *value)
{
    if (value->kind == PM_YAML_SCALAR && value->length && !pm_yaml_is_null(value))
        return pm_arena_strdup(r->arena, value->text);
    pm_yaml_wrong_shape(r, value, what, "a text");
    return NULL;
}
