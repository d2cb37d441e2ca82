/*
 * One matcher for all forms: the text is cut into words, each word gets a role (year, month, day, known
 * venue, qualifier, award, plain), and a short list of rules over the roles decides. What is left beside the
 * date is the venue's name.
 */
#include "taxonomy/markdown_venue.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/strbuf.h"
#include "taxonomy/markdown_words.h"

enum { LENGTH_LIMIT = 200, WORD_LIMIT = 16, FIRST_YEAR = 1930, LAST_YEAR = 2039 };

typedef enum word_role { ROLE_PLAIN, ROLE_KNOWN, ROLE_QUALIFIER, ROLE_AWARD, ROLE_DATE, ROLE_GONE } word_role;

typedef struct venue_words {
    pm_md_word words[WORD_LIMIT];
    word_role roles[WORD_LIMIT];
    size_t count;
    const char *text; /* the beginning of the whole text */
} venue_words;

static bool all_digits(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)text[i])) return false;
    return length > 0;
}

static int number_of(const char *text, size_t length)
{
    int value = 0;
    for (size_t i = 0; i < length && i < 6; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

static void set_year(pm_md_venue *venue, int year)
{
    if (!venue->year[0]) snprintf(venue->year, sizeof venue->year, "%d", year % 10000);
}

static int full_year(int two_digits)
{
    return two_digits + (two_digits < 50 ? 2000 : 1900);
}

/* The byte before word `i`, 0 at the beginning. */
static char before(const venue_words *all, size_t i)
{
    return all->words[i].start > all->text ? all->words[i].start[-1] : 0;
}

static bool is_apostrophe(const venue_words *all, size_t i)
{
    const char *start = all->words[i].start;
    if (before(all, i) == '\'' || before(all, i) == '`') return true;
    return start - all->text >= 3 && (memcmp(start - 3, "’", 3) == 0 || memcmp(start - 3, "‘", 3) == 0);
}

static size_t count_capitals(const pm_md_word *word)
{
    size_t count = 0;
    for (const char *c = word->start; c < word->end; c++)
        count += isupper((unsigned char)*c) != 0;
    return count;
}

/* "CVPR20", "ICLR2021": letters of a known venue (or capitals) and a year in one word. Cuts the word. */
static bool split_year(pm_md_word *word, pm_md_venue *venue)
{
    size_t length = strlen(word->text), letters = length;
    while (letters && isdigit((unsigned char)word->text[letters - 1]))
        letters--;
    size_t digits = length - letters;
    if (letters < 2 || (digits != 2 && digits != 4) || !all_digits(word->text + letters, digits))
        return false;
    int value = number_of(word->text + letters, digits), year = digits == 2 ? full_year(value) : value;
    if (year < FIRST_YEAR || year > LAST_YEAR) return false;
    char name[32];
    snprintf(name, sizeof name, "%.*s", (int)letters, word->text);
    bool capitals = digits == 4 && letters >= 3 && count_capitals(word) >= 2;
    bool noun = digits == 4 && (pm_md_is_venue_noun(name) || pm_md_is_venue_qualifier(name));
    if (!pm_md_is_venue_word(name) && !capitals && !noun) return false;
    set_year(venue, year);
    word->text[letters] = 0;
    word->end = word->start + letters;
    return true;
}

static bool is_dotted_to(const venue_words *all, size_t i)
{
    return i + 1 < all->count && all->words[i + 1].start == all->words[i].end + 1;
}

/* Months and days behind a year: "2023.05.11", "2023/03", "2021-1". */
static void take_date_parts(venue_words *all, size_t i)
{
    for (size_t k = i; k < i + 2 && is_dotted_to(all, k) && strchr("./-", all->words[k].end[0]); k++) {
        const pm_md_word *next = &all->words[k + 1];
        if (!all_digits(next->text, strlen(next->text)) || strlen(next->text) > 2) return;
        all->roles[k + 1] = ROLE_DATE;
    }
}

/* "'24", "NeurIPS 24", "NIPS-06"; not the day of "arXiv 24 Mar 2019". */
static bool is_short_year(const venue_words *all, size_t i, bool after_venue, int value)
{
    if (i + 1 < all->count && pm_md_month(all->words[i + 1].text)) return false;
    return is_apostrophe(all, i) || (after_venue && value < 40 && (value >= 10 || before(all, i) == '-'));
}

/* A number that is a date. False when it is none. */
static bool take_number(venue_words *all, size_t i, bool after_venue, pm_md_venue *venue)
{
    pm_md_word *word = &all->words[i];
    size_t length = strlen(word->text);
    int value = number_of(word->text, length);
    bool dotted = is_dotted_to(all, i) && word->end[0] == '.';
    size_t next = dotted ? strlen(all->words[i + 1].text) : 0;
    if (length == 4 && (next == 4 || next == 5 || next == 7) && value % 100 >= 1 && value % 100 <= 12) {
        set_year(venue, full_year(value / 100)); /* an arXiv number */
        all->roles[i + 1] = ROLE_DATE;
    } else if (length == 4 && i > 0 && strcmp(all->words[i - 1].text, "arxiv") == 0 && value % 100 >= 1 &&
               value % 100 <= 12 && !next) {
        snprintf(venue->yymm, sizeof venue->yymm, "%04d", value % 10000);
    } else if (length == 4 && value >= FIRST_YEAR && value <= LAST_YEAR) {
        set_year(venue, value);
        take_date_parts(all, i);
    } else if (length == 2 && is_short_year(all, i, after_venue, value)) {
        set_year(venue, full_year(value));
    } else {
        return false;
    }
    all->roles[i] = ROLE_DATE;
    return true;
}

/* "2023年" and the like: a year with a letter of another script. */
static bool take_glued_year(venue_words *all, size_t i, pm_md_venue *venue)
{
    pm_md_word *word = &all->words[i];
    if (strlen(word->text) < 5 || !all_digits(word->text, 4) || (unsigned char)word->text[4] < 0x80)
        return false;
    int value = number_of(word->text, 4);
    if (value < FIRST_YEAR || value > LAST_YEAR) return false;
    set_year(venue, value);
    all->roles[i] = ROLE_DATE;
    return true;
}

/* "CHEOPS 22": an acronym and two digits are all there is. */
static bool is_acronym_with_year(const venue_words *all)
{
    const pm_md_word *name = &all->words[0];
    return all->count == 2 && strlen(name->text) >= 3 && count_capitals(name) == strlen(name->text);
}

static void find_roles(venue_words *all, pm_md_trust trust, pm_md_venue *venue)
{
    bool acronym = trust != PM_MD_TRUST_WORDS && is_acronym_with_year(all);
    for (size_t i = 0; i < all->count; i++) {
        pm_md_word *word = &all->words[i];
        bool after_venue = i > 0 && (all->roles[i - 1] == ROLE_KNOWN || acronym);
        if (all->roles[i] != ROLE_PLAIN) continue;
        if (all_digits(word->text, strlen(word->text))) {
            if (take_number(all, i, after_venue, venue)) continue;
        } else if (take_glued_year(all, i, venue) || pm_md_month(word->text)) {
            all->roles[i] = ROLE_DATE;
            continue;
        }
        split_year(word, venue);
        if (pm_md_is_venue_word(word->text))
            all->roles[i] = ROLE_KNOWN;
        else if (pm_md_is_venue_qualifier(word->text))
            all->roles[i] = ROLE_QUALIFIER;
        else if (pm_md_is_award(word->text))
            all->roles[i] = ROLE_AWARD;
    }
}

/* "May" is a name as well: a month counts only with a year beside it, a day only with a month. */
static void settle_dates(venue_words *all, const pm_md_venue *venue)
{
    bool month = false;
    for (size_t i = 0; i < all->count; i++) {
        bool is_month = pm_md_month(all->words[i].text) != 0;
        month |= is_month;
        if (is_month && !venue->year[0]) all->roles[i] = ROLE_PLAIN;
    }
    for (size_t i = 0; month && venue->year[0] && i < all->count; i++) {
        long day = strtol(all->words[i].text, NULL, 10);
        if (all->roles[i] == ROLE_PLAIN && isdigit((unsigned char)all->words[i].text[0]) && day >= 1 &&
            day <= 31)
            all->roles[i] = ROLE_DATE;
    }
}

/* Leading "accepted by", "to appear in", "published at" and trailing "(Oral)", "Best Paper" are no part of
 * the name. */
static void trim_awards(venue_words *all)
{
    for (size_t i = 1; i < all->count; i++)
        if (strcmp(all->words[i].text, "best") == 0 && pm_md_is_award(all->words[all->count - 1].text))
            for (; i < all->count; i++)
                if (all->roles[i] != ROLE_DATE) all->roles[i] = ROLE_GONE;
    for (size_t i = 0; i < all->count; i++) {
        const char *word = all->words[i].text;
        bool preposition = strcmp(word, "in") == 0 || strcmp(word, "at") == 0 || strcmp(word, "by") == 0;
        if (all->roles[i] == ROLE_AWARD || preposition)
            all->roles[i] = ROLE_GONE;
        else if (all->roles[i] != ROLE_DATE)
            break;
    }
    bool under = false; /* "The Knowledge Engineering Review" is a name, "ICLR, under review" is not */
    for (size_t i = 0; i < all->count; i++)
        under |= strcmp(all->words[i].text, "under") == 0 || strcmp(all->words[i].text, "in") == 0;
    for (size_t i = all->count; i > 0; i--) {
        if (strcmp(all->words[i - 1].text, "review") == 0 && !under) break;
        if (all->roles[i - 1] == ROLE_AWARD)
            all->roles[i - 1] = ROLE_GONE;
        else if (all->roles[i - 1] != ROLE_DATE)
            break;
    }
}

static bool is_name_part(word_role role)
{
    return role != ROLE_DATE && role != ROLE_GONE;
}

/* "Nature 521.7553 (2015): 436-444": volumes and pages behind the name are no part of it. */
static void trim_volumes(venue_words *all, const pm_md_venue *venue)
{
    for (size_t i = 2; i < all->count; i++) /* "arXiv preprint arXiv:1512.03385" */
        if (strcmp(all->words[i].text, "arxiv") == 0 && strcmp(all->words[0].text, "arxiv") == 0)
            all->roles[i] = ROLE_GONE;
    size_t last = all->count - 1;
    if (all->count > 1 &&
        strcmp(all->words[last].text, "citations") == 0) { /* "IEEE TKDE, 2009, 6000+ citations" */
        all->roles[last] = ROLE_GONE;
        if (all->roles[last - 1] == ROLE_PLAIN) all->roles[last - 1] = ROLE_GONE;
    }
    if (all->roles[0] == ROLE_DATE) return;
    for (size_t i = all->count; i > 1 && venue->year[0]; i--) {
        const pm_md_word *word = &all->words[i - 1];
        if ((all->roles[i - 1] == ROLE_PLAIN || all->roles[i - 1] == ROLE_AWARD) &&
            (all_digits(word->text, strlen(word->text)) || strcmp(word->text, "vol") == 0 ||
             strcmp(word->text, "pp") == 0))
            all->roles[i - 1] = ROLE_GONE;
        else if (is_name_part(all->roles[i - 1]))
            break;
    }
}

/* Writes the name: the words that are no date, as written between them. */
static void write_name(const venue_words *all, pm_md_venue *venue)
{
    size_t used = 0;
    for (size_t i = 0; i < all->count;) {
        if (!is_name_part(all->roles[i])) {
            i++;
            continue;
        }
        size_t last = i;
        while (last + 1 < all->count && is_name_part(all->roles[last + 1]) &&
               !isdigit((unsigned char)*all->words[last].end)) /* the year of "ACL2023" was cut off */
            last++;
        size_t length = (size_t)(all->words[last].end - all->words[i].start);
        if (used + length + 2 < sizeof venue->name) {
            if (used) venue->name[used++] = ' ';
            memcpy(venue->name + used, all->words[i].start, length);
            used += length;
        }
        i = last + 1;
    }
    venue->name[used] = 0;
    size_t folded = 0;
    for (size_t i = 0; i < used; i++) {
        bool blank = isspace((unsigned char)venue->name[i]) != 0;
        if (!blank || (folded && venue->name[folded - 1] != ' '))
            venue->name[folded++] = blank ? ' ' : venue->name[i];
    }
    venue->name[folded] = 0;
}

typedef struct name_facts {
    size_t words, known, plain, nouns;
    bool capitals; /* every word of weight begins with a capital */
    bool acronym;  /* the first word has two capitals */
    bool first_known, bare_ok;
    bool proceedings; /* begins "Proceedings", "Journal", "International Conference", ... */
    bool listed;      /* a comma between its words: names, rather */
    bool initials;    /* "J. Doe": a name, too */
    bool ordinal;     /* "The 18th ..." */
} name_facts;

/* "18th", "3rd". */
static bool is_ordinal(const pm_md_word *word)
{
    size_t digits = strspn(word->text, "0123456789");
    const char *suffix = word->text + digits;
    return digits > 0 && digits <= 2 &&
           (strcmp(suffix, "st") == 0 || strcmp(suffix, "nd") == 0 || strcmp(suffix, "rd") == 0 ||
            strcmp(suffix, "th") == 0);
}

static name_facts find_facts(const venue_words *all)
{
    name_facts facts = { .capitals = true };
    const char *last = all->text;
    const pm_md_word *first = &all->words[0];
    for (size_t i = 0; i < all->count; i++) {
        const pm_md_word *word = &all->words[i];
        if (!is_name_part(all->roles[i])) continue;
        bool known = all->roles[i] == ROLE_KNOWN;
        if (facts.words && memchr(last, ',', (size_t)(word->start - last))) facts.listed = true;
        last = word->end;
        if (facts.words == 0) {
            first = word;
            facts.acronym = count_capitals(word) >= 2;
            facts.first_known = known;
            facts.proceedings = isupper((unsigned char)*word->start) && pm_md_is_venue_opening(word->text);
        } else if (facts.words == 1 && facts.proceedings && strcmp(first->text, "international") == 0) {
            facts.proceedings = pm_md_is_venue_noun(word->text);
        }
        facts.initials |= strlen(word->text) == 1 && *word->end == '.';
        facts.words++;
        facts.known += known;
        facts.plain += all->roles[i] == ROLE_PLAIN || all->roles[i] == ROLE_AWARD;
        bool noun = pm_md_is_venue_noun(word->text), ordinal = facts.words <= 3 && is_ordinal(word);
        facts.nouns += noun;
        facts.ordinal |= ordinal;
        bool capital =
            isupper((unsigned char)*word->start) || (unsigned char)*word->start >= 0x80 || noun || ordinal;
        if (!capital && !known && all->roles[i] != ROLE_QUALIFIER) facts.capitals = false;
        bool rxiv = strstr(word->text, "rxiv") || strcmp(word->text, "preprint") == 0;
        bool name =
            isupper((unsigned char)*word->start) &&
            ((strlen(word->text) >= 5 && !pm_md_is_ordinary(word->text)) || count_capitals(word) >= 2);
        if (known && (rxiv || name)) facts.bare_ok = true;
    }
    return facts;
}

/* The rules, first that applies. */
static bool decide(const name_facts *facts, pm_md_trust trust, pm_md_venue *venue)
{
    bool dated = venue->year[0] || venue->yymm[0];
    venue->known = facts->known > 0 && facts->plain == 0;
    if (facts->words == 0) return dated;
    if (trust == PM_MD_TRUST_CELL) return true;
    if (venue->known && (dated || facts->bare_ok)) return true;
    if (facts->proceedings && facts->words >= 3 && facts->words <= 14) return true;
    if (facts->listed && !facts->nouns) return facts->first_known && dated && facts->words <= 6;
    if (trust == PM_MD_TRUST_PLACE && facts->acronym && facts->words <= 3 && dated) return true;
    if (facts->words > (facts->nouns ? 14u : 10u) || !facts->capitals)
        return facts->first_known && dated && facts->words <= 6;
    if (facts->words >= 2 && facts->nouns > 0 && facts->words > facts->known &&
        (dated || facts->nouns > 1 || facts->known || facts->ordinal))
        return true;
    if (facts->first_known && dated) return true;
    return trust == PM_MD_TRUST_PLACE && dated && facts->plain <= 4 && facts->words <= 7;
}

/* The name is that of a journal which sounds like a topic ("Pattern Recognition"), in capitals. */
static bool is_phrase(const venue_words *all)
{
    char phrase[160] = "";
    size_t used = 0;
    for (size_t i = 0; i < all->count; i++) {
        size_t length = strlen(all->words[i].text);
        if (!is_name_part(all->roles[i])) continue;
        if (used + length + 2 > sizeof phrase || (!used && !isupper((unsigned char)*all->words[i].start)))
            return false;
        if (used) phrase[used++] = ' ';
        memcpy(phrase + used, all->words[i].text, length + 1);
        used += length;
    }
    return used > 0 && pm_md_is_venue_phrase(phrase);
}

/* "Some Words of a Title (CVPR 2020)": three words or more, none of a venue, before the brackets at the end.
 */
static bool is_titled_venue(const venue_words *all, size_t length)
{
    const char *end = all->text + length, *open;
    if (!length || end[-1] != ')' || !(open = memchr(all->text, '(', length))) return false;
    size_t words = 0;
    for (size_t i = 0; i < all->count && all->words[i].start < open; i++, words++)
        if (pm_md_is_venue_word(all->words[i].text) || pm_md_is_venue_noun(all->words[i].text)) return false;
    return words >= 3;
}

/* "Alexander M. arXiv", "HUAWEI) NeurIPS": what is known stands behind what belongs to something else. */
static bool is_cut_venue(const venue_words *all)
{
    for (size_t i = 1; i < all->count; i++) {
        const pm_md_word *word = &all->words[i];
        if (all->roles[i] != ROLE_KNOWN) continue;
        if (all->roles[0] == ROLE_PLAIN && strstr(word->text, "arxiv")) return true;
        const char *open = all->text, *close = memchr(open, ')', (size_t)(word->start - open));
        if (close && (*open == '(' || !memchr(open, '(', (size_t)(close - open))) &&
            all->roles[0] == ROLE_PLAIN)
            return true;
    }
    return false;
}

bool pm_md_venue_match(const char *text, size_t length, pm_md_trust trust, pm_md_venue *venue)
{
    venue_words all = { .text = text };
    const char *at = text, *end = text + length;
    pm_md_word word;
    *venue = (pm_md_venue){ .known = false };
    if (length > LENGTH_LIMIT) return false;
    while (pm_md_next_word(&at, end, &word)) {
        if (all.count == WORD_LIMIT) return false;
        all.words[all.count++] = word;
    }
    if (!all.count || (trust != PM_MD_TRUST_CELL && memmem(text, length, "et al", 5))) return false;
    if (trust == PM_MD_TRUST_WORDS && memchr(text, '|', length)) return false;
    for (size_t i = 0; i < length && trust != PM_MD_TRUST_CELL; i++)
        if (text[i] == '?' || text[i] == '!' ||
            (text[i] == ':' && i + 1 < length && text[i + 1] == ' ' && i > 10))
            return false;
    if (trust != PM_MD_TRUST_CELL && is_titled_venue(&all, length)) return false;
    find_roles(&all, trust, venue);
    if (trust != PM_MD_TRUST_CELL && is_cut_venue(&all)) return false;
    settle_dates(&all, venue);
    trim_awards(&all);
    trim_volumes(&all, venue);
    name_facts facts = find_facts(&all);
    if (is_phrase(&all)) {
        venue->known = true;
        write_name(&all, venue);
        return true;
    }
    if (!decide(&facts, trust, venue)) return false;
    write_name(&all, venue);
    bool person = facts.initials || facts.words == 1;
    if (person && trust == PM_MD_TRUST_PLACE && (facts.initials || !venue->name[1]) && !facts.known &&
        !facts.nouns)
        venue->name[0] = 0; /* "J. Doe 2012": the year only */
    return true;
}

bool pm_md_venue_match_last(const char *text, size_t length, pm_md_trust trust, pm_md_venue *venue)
{
    pm_md_trust rest = trust == PM_MD_TRUST_PLACE ? PM_MD_TRUST_CELL : trust;
    const char *end = text + length;
    pm_md_venue before = { .known = false };
    if (length > LENGTH_LIMIT) return false;
    for (const char *part = text;; trust = rest) {
        const char *semicolon = memchr(part, ';', (size_t)(end - part));
        const char *part_end = semicolon ? semicolon : end;
        if (!pm_md_venue_match(part, (size_t)(part_end - part), trust, venue)) return false;
        if (!venue->name[0]) memcpy(venue->name, before.name, sizeof venue->name);
        if (!semicolon) return true;
        before = *venue;
        part = semicolon + 1;
    }
}
