/*
 * Tables. The head's words give each column a role (pm_md_column_of); what the cells hold settles the
 * doubtful ones: a column "Paper" of long texts is the title, one of "[PDF]" links is not. Without a telling
 * head the column with the longest linked text is the title.
 */
#include <stdlib.h>
#include <string.h>

#include "taxonomy/markdown_reader.h"

enum { COLUMN_LIMIT = 64, SAMPLE_LIMIT = 60 };

typedef struct column_facts {
    pm_md_column role;
    size_t cells, words, linked, material, venues; /* cells with text; their words; with a foreign link, with
                                                      materials only, with a known venue and its year */
} column_facts;

typedef struct table_facts {
    const pm_md_block *head;
    size_t first, end; /* body rows */
    size_t column_count, title;
    bool certain; /* the head names the title's column */
    column_facts columns[COLUMN_LIMIT];
} table_facts;

static void count_cell(column_facts *column, const pm_md_text *cell)
{
    size_t words = pm_md_count_words(cell->bytes, cell->length, 40);
    bool foreign = false;
    for (size_t i = 0; i < cell->link_count; i++)
        foreign |= pm_md_url_is_foreign(cell->links[i].url);
    column->cells += words > 0;
    column->words += words;
    column->linked += foreign;
    column->material += words > 0 && pm_md_is_material(cell->bytes, cell->length);
    pm_md_venue venue;
    column->venues += pm_md_venue_match(cell->bytes, cell->length, PM_MD_TRUST_WORDS, &venue) &&
                      venue.known && venue.name[0] && venue.year[0];
}

static bool is_absent(const char *text)
{
    static const char *const absent[] = { "na", "none", "null", "tbd", "unknown", "n", "no", "x" };
    const char *at = text, *end = text + strlen(text);
    pm_md_word word, more;
    if (!pm_md_next_word(&at, end, &word)) return true;
    bool slash =
        strcmp(word.text, "n") == 0 && pm_md_next_word(&at, end, &more) && strcmp(more.text, "a") == 0;
    if (pm_md_next_word(&at, end, &more)) return false;
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        if (strcmp(word.text, absent[i]) == 0) return slash || strcmp(word.text, "n") != 0;
    return slash;
}

static size_t count_roles(const pm_md_block *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->cell_count; i++)
        count += row->cells[i]->link_count == 0 &&
                 pm_md_column_of(row->cells[i]->bytes, row->cells[i]->length) != PM_MD_COLUMN_OTHER;
    return count;
}

/* The column with this role that names things: in one headed "Title", a plain "PyTorch" is a name, not a
 * material. Of "Publication" and "Paper" it is the first that has links, else the first. */
static size_t find_column(const table_facts *table, pm_md_column role)
{
    size_t found = table->column_count;
    for (size_t i = 0; i < table->column_count; i++) {
        const column_facts *column = &table->columns[i];
        bool is_plain = role == PM_MD_COLUMN_TITLE && column->linked == 0;
        bool names = column->cells > 0 && (is_plain || column->material * 2 < column->cells);
        if (column->role != role || !names) continue;
        if (role != PM_MD_COLUMN_PAPER || column->linked * 2 > column->cells) return i;
        if (found == table->column_count) found = i;
    }
    return found;
}

/* The column with the most words per cell among those that link somewhere; notes don't. */
static size_t longest_column(const table_facts *table)
{
    size_t best = table->column_count, best_score = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        const column_facts *column = &table->columns[i];
        bool candidate = column->role == PM_MD_COLUMN_OTHER || column->role == PM_MD_COLUMN_LINKS;
        size_t score = column->cells ? column->words * 10 / column->cells : 0;
        if (!candidate || column->linked * 2 < column->cells || column->material * 2 >= column->cells)
            continue;
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

/* The first column when it holds texts and another one links elsewhere ("Dataset | Size | Link"). */
static size_t first_text_column(const table_facts *table)
{
    const column_facts *first = &table->columns[0];
    bool linked = false;
    for (size_t i = 1; i < table->column_count; i++)
        linked |= table->columns[i].cells > 0 && table->columns[i].linked * 2 >= table->columns[i].cells;
    bool names = first->cells > 0 && first->material * 2 < first->cells && first->role != PM_MD_COLUMN_YEAR;
    return linked && names ? 0 : table->column_count;
}

/* Settles which column is the title's. False when none is. */
static bool find_title(table_facts *table)
{
    static const pm_md_column order[] = { PM_MD_COLUMN_TITLE, PM_MD_COLUMN_PAPER, PM_MD_COLUMN_NAME,
                                          PM_MD_COLUMN_ABBR };
    table->title = table->column_count;
    for (size_t i = 0; i < sizeof order / sizeof *order && table->title == table->column_count; i++) {
        table->title = find_column(table, order[i]);
        table->certain = i < 2;
    }
    if (table->title == table->column_count) table->title = longest_column(table);
    if (table->title == table->column_count) table->title = first_text_column(table);
    if (table->title == table->column_count) return false;
    for (size_t i = 0; i < table->column_count; i++) {
        column_facts *column = &table->columns[i];
        if (column->role == PM_MD_COLUMN_PAPER && column->linked * 2 < column->cells)
            column->role = PM_MD_COLUMN_VENUE;
        if (column->role == PM_MD_COLUMN_PAPER || column->role == PM_MD_COLUMN_TITLE)
            column->role = PM_MD_COLUMN_LINKS;
        if (column->role == PM_MD_COLUMN_NAME) column->role = PM_MD_COLUMN_ABBR;
        if (column->role == PM_MD_COLUMN_OTHER && column->venues * 3 > column->cells * 2)
            column->role = PM_MD_COLUMN_VENUE; /* whatever its head says */
    }
    table->columns[table->title].role = PM_MD_COLUMN_TITLE;
    return true;
}

static void measure(pm_md_reader *reader, table_facts *table, size_t index)
{
    const pm_md_block *rows = reader->blocks.items;
    size_t end = index;
    while (end < reader->blocks.count && rows[end].kind == PM_MD_ROW && rows[end].group == rows[index].group)
        end++;
    bool head = rows[index].header || count_roles(&rows[index]) >= 2;
    *table =
        (table_facts){ .head = head ? &rows[index] : NULL, .first = head ? index + 1 : index, .end = end };
    for (size_t i = index; i < end; i++)
        if (rows[i].cell_count > table->column_count) table->column_count = rows[i].cell_count;
    for (size_t i = 0; head && i < rows[index].cell_count; i++)
        table->columns[i].role = pm_md_column_of(rows[index].cells[i]->bytes, rows[index].cells[i]->length);
    for (size_t i = table->first; i < end && i < table->first + SAMPLE_LIMIT; i++)
        for (size_t k = 0; k < rows[i].cell_count; k++)
            count_cell(&table->columns[k], rows[i].cells[k]);
}

/* "22.03" in a column of dates: March 2022. */
static bool is_year_and_month(const char *text)
{
    static const char digits[] = "0123456789";
    if (strspn(text, digits) != 2 || !strchr("./-", text[2]) || strspn(text + 3, digits) != 2 || text[5])
        return false;
    int year = (text[0] - '0') * 10 + text[1] - '0', month = (text[3] - '0') * 10 + text[4] - '0';
    return year > 12 && year < 40 && month >= 1 && month <= 12;
}

static void read_venue_cell(pm_md_entry *entry, const pm_md_text *cell, bool year_only, pm_arena *arena)
{
    pm_md_venue venue;
    const char *text = pm_md_clean_label(cell->bytes, cell->length, arena);
    if (is_absent(text)) return;
    if (year_only && is_year_and_month(text)) {
        if (!entry->year) entry->year_at = cell->at;
        entry->year = pm_arena_printf(arena, "20%.2s", text);
        return;
    }
    if (!pm_md_venue_match_last(cell->bytes, cell->length, PM_MD_TRUST_CELL, &venue)) return;
    if (year_only && !venue.known) venue.name[0] = 0;
    if (!year_only && venue.name[0]) entry->venue = NULL;
    if (venue.year[0]) entry->year = NULL;
    pm_md_entry_set_venue(entry, &venue, cell->at, arena);
}

/* Labels such as "link" or a mere symbol say less than the column's head. */
static void read_links_cell(pm_md_entry *entry, const pm_md_text *cell, const pm_md_text *head,
                            pm_arena *arena)
{
    const char *name = head ? pm_md_clean_label(head->bytes, head->length, arena) : "LINK";
    size_t texts = 0;
    for (size_t i = 0; i < cell->link_count; i++) {
        const pm_md_link *link = &cell->links[i];
        const char *label = pm_md_clean_label(cell->bytes + link->start, link->end - link->start, arena);
        bool vague = !pm_md_count_words(label, strlen(label), 1) || strcmp(label, "link") == 0 ||
                     strcmp(label, "Link") == 0 || strcmp(label, "here") == 0 ||
                     strncmp(label, "http", 4) == 0 || strlen(label) > 60;
        if (link->end == link->start) continue;
        pm_md_entry_add_link(entry, vague ? name : label, link->url, link->at, arena);
        entry->material_count++;
        texts++;
    }
    for (size_t i = 0; i < cell->image_count; i++)
        if (cell->images[i].target && !texts) {
            pm_md_entry_add_link(entry, name, cell->images[i].target, cell->images[i].at, arena);
            entry->material_count++;
        }
    pm_md_entry_read_images(entry, cell, arena);
}

static void read_abbr_cell(pm_md_entry *entry, const pm_md_text *cell, pm_arena *arena)
{
    const char *abbr = pm_md_clean_label(cell->bytes, cell->length, arena);
    if (!is_absent(abbr) && !entry->abbr) {
        entry->abbr = abbr;
        entry->abbr_at = cell->at;
    }
    for (size_t i = 0; i < cell->link_count && !entry->url; i++)
        if (pm_md_url_is_foreign(cell->links[i].url)) entry->url = cell->links[i].url;
}

/* A plain cell below "Title", where the venue has a column of its own, is a title as a whole, quotes
 * and all. */
static bool is_whole_title(const table_facts *table, const pm_md_text *cell)
{
    bool has_venue = false;
    for (size_t i = 0; i < table->column_count; i++)
        has_venue |= table->columns[i].role == PM_MD_COLUMN_VENUE;
    return table->certain && has_venue && !cell->link_count && !cell->image_count && cell->span_count == 1 &&
           !memchr(cell->bytes, '\n', cell->length);
}

static void read_title_cell(pm_md_entry *entry, const table_facts *table, const pm_md_text *cell,
                            pm_arena *arena)
{
    pm_md_entry_read(entry, cell, arena);
    if (!is_whole_title(table, cell)) return;
    *entry = (pm_md_entry){ .form = PM_MD_TITLE_PLAIN, .title_at = cell->at };
    entry->title = pm_md_clean(cell->bytes, cell->length, arena);
    if (!*entry->title) entry->title = NULL;
}

/* A linked name in the first cell is the title where the title's own cell is empty. */
static void read_name(pm_md_entry *entry, const pm_md_text *cell, pm_arena *arena)
{
    pm_md_entry name;
    pm_md_entry_read(&name, cell, arena);
    if (name.form != PM_MD_TITLE_LINK || name.local || !name.title) return;
    entry->title = name.title;
    entry->title_at = name.title_at;
    entry->form = name.form;
    entry->url = name.url;
}

static void read_row(pm_md_reader *reader, const table_facts *table, const pm_md_block *row,
                     pm_md_entry *entry)
{
    pm_arena *arena = reader->scratch;
    read_title_cell(entry, table, row->cells[table->title], arena);
    for (size_t i = 0; i < row->cell_count; i++) {
        const pm_md_text *cell = row->cells[i],
                         *head = table->head && i < table->head->cell_count ? table->head->cells[i] : NULL;
        pm_md_column role = table->columns[i].role;
        if (role == PM_MD_COLUMN_VENUE || role == PM_MD_COLUMN_YEAR)
            read_venue_cell(entry, cell, role == PM_MD_COLUMN_YEAR, arena);
        if (role == PM_MD_COLUMN_LINKS)
            read_links_cell(entry, cell, head, arena);
        else if (role == PM_MD_COLUMN_ABBR)
            read_abbr_cell(entry, cell, arena);
        else if (role == PM_MD_COLUMN_AUTHORS && pm_md_count_words(cell->bytes, cell->length, 1))
            entry->authors = pm_md_clean(cell->bytes, cell->length, arena);
        else if (role != PM_MD_COLUMN_TITLE)
            pm_md_entry_read_links(entry, cell, 0, false, arena);
    }
}

/* Of a table where most rows link elsewhere, one without a link that says something in three cells. */
static bool is_unlinked_row(const table_facts *table, const pm_md_block *row)
{
    size_t told = 0;
    bool linked = false;
    for (size_t i = 0; i < table->column_count; i++)
        linked |= table->columns[i].cells > 0 && table->columns[i].linked * 3 >= table->columns[i].cells * 2;
    for (size_t i = 0; i < row->cell_count; i++)
        told += !is_absent(row->cells[i]->bytes);
    return linked && told >= 3;
}

size_t pm_md_add_table(pm_md_reader *reader, size_t index)
{
    table_facts table;
    measure(reader, &table, index);
    if (pm_md_current_section(reader) == PM_MD_SECTION_SKIP) return table.end;
    if (!find_title(&table)) {
        pm_md_note_unread(reader, reader->blocks.items[index].at, "table");
        return table.end;
    }
    for (size_t i = table.first; i < table.end; i++) {
        const pm_md_block *row = &reader->blocks.items[i];
        pm_md_entry entry = { .form = PM_MD_TITLE_NONE };
        if (row->header) continue;
        if (table.title < row->cell_count) read_row(reader, &table, row, &entry);
        if (!entry.title && row->cell_count && table.title > 0)
            read_name(&entry, row->cells[0], reader->scratch); /* no paper, but a thing by its name */
        bool foreign = (entry.url && !entry.local) || entry.links;
        if (entry.title && !(entry.local && !entry.links) &&
            (table.certain || foreign || is_unlinked_row(&table, row)) && !is_absent(entry.title))
            pm_md_add_entry(reader, &entry);
        else
            pm_md_note_unread(reader, row->at, "table row");
    }
    return table.end;
}
