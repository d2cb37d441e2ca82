/*
 * The rules of the checks and what their parts share. Only checks*.c includes this.
 */
#ifndef PM_TAXONOMY_CHECKS_RULES_H
#define PM_TAXONOMY_CHECKS_RULES_H

#include "support/text_map.h"
#include "support/yaml.h"
#include "taxonomy/checks.h"

/* A rule's code is its name in small letters with dashes (checks.c). */
typedef enum pm_rule {
    PM_RULE_MISSING_YEAR,
    PM_RULE_BAD_YEAR,
    PM_RULE_FUTURE_YEAR,
    PM_RULE_MISSING_VENUE,
    PM_RULE_URL_WITHOUT_SCHEME,
    PM_RULE_URL_SCHEME,
    PM_RULE_URL_SPACE,
    PM_RULE_DUPLICATE_TITLE,
    PM_RULE_CONFLICTING_PAPER,
    PM_RULE_SHARED_URL,
    PM_RULE_SIMILAR_TITLE,
    PM_RULE_SPLIT_GROUP,
    PM_RULE_GROUP_NUMBER,
    PM_RULE_EMPTY_TOPIC,
    PM_RULE_MOJIBAKE,
    PM_RULE_LIGATURE,
    PM_RULE_NOT_NFC,
    PM_RULE_STRAY_SPACE,
    PM_RULE_INVISIBLE_CHARACTER,
    PM_RULE_CONTROL_CHARACTER,
    PM_RULES
} pm_rule;

typedef struct pm_check {
    const pm_source *source;
    const pm_taxonomy *taxonomy;
    const pm_check_options *options;
    pm_diagnostics *diagnostics;
    bool asks_for_year, asks_for_venue; /* a list that mostly goes without does not miss them */
    bool is_markdown;                   /* addresses may lead to other files of the repository */
    const char *mender; /* what can be done about characters besides mending by hand; NULL: nothing */
} pm_check;

/* Adds a finding of the rule. A hint may follow with pm_hint(). */
void pm_check_report(const pm_check *check, pm_rule rule, pm_mark at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* One call per family of rules; each passes over the tree in linear time. */
void pm_check_papers(const pm_check *check);         /* years, venues, addresses */
void pm_check_titles(const pm_check *check);         /* repeats and contradictions */
void pm_check_similar_titles(const pm_check *check); /* nearly the same */
void pm_check_groups(const pm_check *check);         /* order, numbers, empty topics */
void pm_check_yaml_texts(const pm_check *check,
                         const pm_yaml *root);       /* characters, of every text that is written */
void pm_check_taxonomy_texts(const pm_check *check); /* the same, of a list that is no YAML */

#endif
