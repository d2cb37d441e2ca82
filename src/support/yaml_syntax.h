/*
 * What most often brings a YAML syntax error about.
 */
#ifndef PM_SUPPORT_YAML_SYNTAX_H
#define PM_SUPPORT_YAML_SYNTAX_H

/* How to mend it, going by libyaml's words (`context` may be NULL) and the byte at the problem; NULL when
 * there is no guess. */
const char *pm_yaml_syntax_hint(const char *problem, const char *context, char byte);

#endif
