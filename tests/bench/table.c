#include "bench/table.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "support/strbuf.h"

static void add_cell(bench_table *table, const char *text)
{
    const char **row = table->cells[table->rows - 1];
    for (size_t i = 0; i < table->columns; i++) {
        if (row[i]) continue;
        row[i] = text;
        return;
    }
}

bench_table *bench_table_create(pm_arena *arena, const char *title, const char *const *headings)
{
    bench_table *table = PM_NEW(arena, bench_table);
    table->arena = arena;
    table->title = title;
    table->left = 1;
    while (headings[table->columns] && table->columns < TABLE_COLUMNS)
        table->columns++;
    bench_table_row(table);
    for (size_t i = 0; i < table->columns; i++)
        add_cell(table, headings[i]);
    return table;
}

void bench_table_row(bench_table *table)
{
    if (table->rows < TABLE_ROWS) table->rows++;
}

void bench_table_cell(bench_table *table, const char *format, ...)
{
    va_list args;
    pm_strbuf text = PM_STRBUF_INIT;
    va_start(args, format);
    pm_strbuf_vprintf(&text, format, args);
    va_end(args);
    add_cell(table, pm_arena_strdup(table->arena, pm_strbuf_text(&text)));
    pm_strbuf_finish(&text);
}

/* Three significant digits. */
static int decimals_of(double value)
{
    if (value >= 99.95) return 0;
    return value >= 9.995 ? 1 : 2;
}

void bench_table_seconds(bench_table *table, double seconds)
{
    double ms = seconds * 1000;
    if (!(seconds > 0))
        bench_table_cell(table, "–");
    else if (seconds >= 1)
        bench_table_cell(table, "%.*f s", decimals_of(seconds), seconds);
    else
        bench_table_cell(table, "%.*f ms", decimals_of(ms), ms);
}

void bench_table_bytes(bench_table *table, size_t bytes)
{
    double kilobytes = (double)bytes / 1000, megabytes = kilobytes / 1000;
    if (bytes == 0)
        bench_table_cell(table, "–");
    else if (megabytes >= 1)
        bench_table_cell(table, "%.*f MB", decimals_of(megabytes), megabytes);
    else
        bench_table_cell(table, "%.*f KB", decimals_of(kilobytes), kilobytes);
}

void bench_table_ratio(bench_table *table, double ratio)
{
    if (!(ratio > 0) || !isfinite(ratio))
        bench_table_cell(table, "–");
    else
        bench_table_cell(table, "%.*f ×", decimals_of(ratio), ratio);
}

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        if (((unsigned char)*text & 0xC0) != 0x80) count++;
    return count;
}

static size_t width_of(const bench_table *table, size_t column)
{
    size_t width = 3;
    for (size_t row = 0; row < table->rows; row++) {
        const char *cell = table->cells[row][column];
        if (cell && characters(cell) > width) width = characters(cell);
    }
    return width;
}

static bool is_right(const bench_table *table, size_t column)
{
    return column >= table->left;
}

static void print_cell(const bench_table *table, size_t row, size_t column, bool markdown)
{
    const char *cell = table->cells[row][column] ? table->cells[row][column] : "";
    int padding = (int)(width_of(table, column) - characters(cell));
    bool right = is_right(table, column);
    printf("%s%*s%s%*s%s", markdown ? "| " : "", right ? padding : 0, "", cell, right ? 0 : padding, "",
           markdown ? " " : "  ");
}

static void print_rule(const bench_table *table, bool markdown)
{
    for (size_t column = 0; column < table->columns; column++) {
        size_t dashes = width_of(table, column) - (markdown && is_right(table, column) ? 1 : 0);
        fputs(markdown ? "| " : "", stdout);
        for (size_t i = 0; i < dashes; i++)
            putchar('-');
        fputs(!markdown ? "  " : is_right(table, column) ? ": " : " ", stdout);
    }
    puts(markdown ? "|" : "");
}

void bench_table_print(const bench_table *table, bool markdown)
{
    printf(markdown ? "\n### %s\n\n" : "\n%s\n", table->title);
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t column = 0; column < table->columns; column++)
            print_cell(table, row, column, markdown);
        puts(markdown ? "|" : "");
        if (row == 0) print_rule(table, markdown);
    }
    fflush(stdout);
}
