/*
 * A taxonomy as YAML to be kept and edited by hand: the flat form where categories and topics suffice, else
 * the tree form.
 */
#ifndef PM_TAXONOMY_YAML_WRITER_H
#define PM_TAXONOMY_YAML_WRITER_H

#include "support/strbuf.h"
#include "taxonomy/taxonomy.h"

/*
 * Appends the YAML. pm_taxonomy_read_yaml reads the same tree back, with one limit: where a group holds
 * papers and groups in turns, its papers come first. Texts are quoted only where YAML, or a tool that guesses
 * types, would misread them.
 */
void pm_taxonomy_write_yaml(const pm_taxonomy *taxonomy, pm_strbuf *out);

/* Appends one text, plain or quoted, as the value or key of a block mapping. */
void pm_yaml_write_text(pm_strbuf *out, const char *text);

#endif
