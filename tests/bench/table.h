/*
 * Tables of text, printed for a terminal or as Markdown: the same columns, aligned in both.
 */
#ifndef PM_BENCH_TABLE_H
#define PM_BENCH_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "support/arena.h"

enum { TABLE_COLUMNS = 10, TABLE_ROWS = 48 };

typedef struct bench_table {
    pm_arena *arena; /* of the cells; not owned */
    const char *title;
    const char *cells[TABLE_ROWS][TABLE_COLUMNS]; /* row 0: the headings */
    size_t rows, columns;
    size_t left; /* so many columns are aligned left, the rest right; 1 unless changed */
} bench_table;

/* A table with one heading for each column, ended by NULL. It lives in `arena`. */
bench_table *bench_table_create(pm_arena *arena, const char *title, const char *const *headings);

/* Begins a row; then a cell at a time, from the left. */
void bench_table_row(bench_table *table);
void bench_table_cell(bench_table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Seconds ("3.21 s", "4.5 ms"), bytes ("12.3 MB"), a ratio ("25 ×") or an exponent; "–" when there is none.
 */
void bench_table_seconds(bench_table *table, double seconds);
void bench_table_bytes(bench_table *table, size_t bytes);
void bench_table_ratio(bench_table *table, double ratio);

void bench_table_print(const bench_table *table, bool markdown);

#endif
