/*
 * How large an input may be, and the options that change it: the same for every command that reads a list.
 */
#ifndef PM_CLI_LIMITS_H
#define PM_CLI_LIMITS_H

#include <stddef.h>

#include "support/yaml.h"

typedef struct pm_cli_limits {
    size_t bytes;
    pm_yaml_limits yaml;
} pm_cli_limits;

/* What holds without options. */
extern const pm_cli_limits pm_cli_default_limits;

enum { PM_CLI_MAX_BYTES = 1000, PM_CLI_MAX_NODES, PM_CLI_MAX_DEPTH, PM_CLI_MAX_TEXT };

/* clang-format off */
/* Rows for a command's table of long options ... */
#define PM_CLI_LIMIT_OPTIONS \
    { "max-bytes", required_argument, NULL, PM_CLI_MAX_BYTES }, \
    { "max-nodes", required_argument, NULL, PM_CLI_MAX_NODES }, \
    { "max-depth", required_argument, NULL, PM_CLI_MAX_DEPTH }, \
    { "max-text", required_argument, NULL, PM_CLI_MAX_TEXT }

/* ... and lines for its help. */
#define PM_CLI_LIMIT_HELP \
    "      --max-bytes N        the largest input (default: 64M; N may end in K, M or G)\n" \
    "      --max-nodes N        the most nodes of YAML, every alias unfolded (default: 8000000)\n" \
    "      --max-depth N        the deepest nesting of YAML; groups nest to a quarter of it (default: 256)\n" \
    "      --max-text N         the longest text of YAML, in bytes (default: 64K)\n"
/* clang-format on */

/* Takes the value of one of these options. PM_EXIT_DONE, also when the option is another one; PM_EXIT_USAGE
 * after printing that the value is no good. */
int pm_cli_take_limit(pm_cli_limits *limits, const char *command, int option, const char *value);

#endif
