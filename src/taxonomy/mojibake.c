/*
 * Finds runs of characters that, written in a one-byte character set, are the bytes of UTF-8 sequences.
 *
 * A sequence is *strong* evidence when honest text would hardly write those characters side by side ("â€™",
 * "Ã©", "Ô¨Å"), and *weak* when it might ("CAFÉ…", "√π", "(–∞, 0)"). A strong sequence is mended; a weak one
 * only beside strong ones on its line, or as one of three in a row. Which characters a sequence may stand for
 * is limited to what titles and names really hold, so that rare scripts do not turn quotation marks into
 * letters.
 */
#include "taxonomy/mojibake.h"

#include <stdint.h>

#include "support/utf8.h"

typedef enum evidence { EVIDENCE_NONE, EVIDENCE_WEAK, EVIDENCE_STRONG } evidence;

typedef struct sequence {
    evidence evidence;
    uint32_t meant;  /* the character that was there before */
    const char *end; /* behind the characters that stand for it */
} sequence;

static const uint16_t mac_roman[128] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5,
    0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4,
    0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6,
    0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265,
    0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF,
    0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5,
    0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044,
    0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1,
    0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9,
    0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
};

/* Bytes that Windows-1252 leaves undefined are read as the control characters of Latin-1, as browsers do; so
 * are all of 0x80 to 0x9F when the text was read as Latin-1 itself. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* The byte that a character comes from, 0 when none above 0x7F. */
static unsigned mac_byte(uint32_t c)
{
    for (unsigned i = 0; i < 128; i++)
        if (mac_roman[i] == c) return 0x80 + i;
    return 0;
}

static unsigned windows_byte(uint32_t c)
{
    if (c >= 0x80 && c <= 0xFF) return c;
    for (unsigned i = 0; i < 32; i++)
        if (windows_1252[i] == c) return 0x80 + i;
    return 0;
}

static bool is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || c == 0x152 || c == 0x178;
}

static bool is_lower(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) || c == 0x153 || c == 0x131;
}

static bool is_letter(uint32_t c)
{
    return is_upper(c) || is_lower(c);
}

/* Characters that honestly follow an accented letter: closing quotes, dashes, dots, marks. */
static bool is_closing(uint32_t c)
{
    static const uint16_t marks[] = { 0xA0,   0xBB,   0x201C, 0x201D, 0x2018, 0x2019, 0x201A,
                                      0x201E, 0x2026, 0x2013, 0x2014, 0x203A, 0x2022, 0x2122,
                                      0xAE,   0xA9,   0xB7,   0x2020, 0x2021 };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == c) return true;
    return false;
}

/* Symbols of mathematics and money that honestly follow √, ≈, ¬ or a dash. */
static bool is_operand(uint32_t c, uint32_t after)
{
    if (c == 0xA2 || c == 0xA3 || c == 0xA5) return after >= '0' && after <= '9';
    return c == 0x3C0 || c == 0xB5 || c == 0x3A9 || c == 0xB1 || (c >= 0x2202 && c <= 0x222B) ||
           c == 0x2260 || c == 0x2264 || c == 0x2265;
}

/* Sequences of three bytes: typographic marks and symbols, Vietnamese, East Asian, ligatures and wide forms.
 */
static bool is_plausible_3(uint32_t c)
{
    return (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xFF01 && c <= 0xFFEE) || c == 0xFEFF;
}

static bool is_east_asian(uint32_t c)
{
    return c >= 0x3000 && c <= 0xD7A3;
}

static evidence judge_windows(const uint32_t *written, int count, uint32_t meant, uint32_t before,
                              uint32_t after)
{
    (void)after;
    if (count == 4) return EVIDENCE_STRONG;
    if (count == 3) {
        if (!is_plausible_3(meant)) return EVIDENCE_NONE;
        bool closing = is_closing(written[1]) && is_closing(written[2]);
        return closing ? EVIDENCE_WEAK : EVIDENCE_STRONG;
    }
    uint32_t lead = written[0];
    bool latin = lead >= 0xC2 && lead <= 0xC5, greek = lead == 0xCE || lead == 0xCF,
         cyrillic = lead == 0xD0 || lead == 0xD1;
    if ((!latin && !greek && !cyrillic) || (meant >= 0x80 && meant < 0xA0)) return EVIDENCE_NONE;
    /* Å² is a unit of area. */
    if (lead == 0xC5 && (written[1] == 0xB2 || written[1] == 0xB3 || written[1] == 0xB9))
        return EVIDENCE_WEAK;
    if (!is_closing(written[1])) return EVIDENCE_STRONG;
    /* No word puts a capital Â or Ã behind a small letter. */
    return lead <= 0xC3 && is_lower(before) ? EVIDENCE_STRONG : EVIDENCE_WEAK;
}

static evidence judge_mac(const uint32_t *written, int count, uint32_t meant, uint32_t before, uint32_t after)
{
    if (count == 4) return EVIDENCE_STRONG;
    if (count == 3) {
        if (!is_plausible_3(meant)) return EVIDENCE_NONE;
        bool letters = is_letter(written[1]) && is_letter(written[2]);
        return letters && is_east_asian(meant) ? EVIDENCE_WEAK : EVIDENCE_STRONG;
    }
    if (meant >= 0x80 && meant < 0xA0) return EVIDENCE_NONE;
    if (meant >= 0x400 && meant < 0x480) return EVIDENCE_WEAK; /* "(–∞", "—à": dashes stand beside anything */
    bool latin = meant < 0x180, greek = meant >= 0x380 && meant < 0x400;
    if (!latin && !greek) return EVIDENCE_NONE;
    if (is_operand(written[1], after))
        return is_letter(before) && is_letter(after) ? EVIDENCE_STRONG : EVIDENCE_WEAK;
    return EVIDENCE_STRONG;
}

/* Mac Roman's 0xF0 is Apple's logo, a private character that editors drop: an emoji may have lost its first
 * byte. What is left is a ü with two characters that do not follow it in a word. */
static sequence match_headless(const uint32_t *written, const char *const *ends, const unsigned *bytes,
                               int count, uint32_t before)
{
    sequence none = { 0 };
    if (count < 3 || bytes[0] != 0x9F || is_letter(before)) return none;
    if ((bytes[1] & 0xC0) != 0x80 || (bytes[2] & 0xC0) != 0x80) return none;
    bool word =
        is_letter(written[1]) && is_letter(written[2]) && !(is_lower(written[1]) && is_upper(written[2]));
    if (word) return none;
    uint32_t meant = 0x1F000 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    return (sequence){ EVIDENCE_STRONG, meant, ends[2] };
}

/* The sequence that begins at `at` when its characters are written in one character set. */
static sequence match_charset(const char *at, const char *end, uint32_t before, bool mac)
{
    sequence none = { 0 };
    uint32_t written[4];
    unsigned bytes[4];
    const char *ends[4];
    int count = 0;
    char raw[4];
    for (const char *next = at; count < 4 && next < end; count++) {
        written[count] = pm_utf8_next(&next, end);
        bytes[count] = mac ? mac_byte(written[count]) : windows_byte(written[count]);
        if (!bytes[count]) break;
        raw[count] = (char)bytes[count];
        ends[count] = next;
    }
    if (!count) return none;
    int length = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : bytes[0] >= 0xC0 ? 2 : 1;
    if (length == 1) return mac ? match_headless(written, ends, bytes, count, before) : none;
    if (length > count || pm_utf8_valid_length(raw, (size_t)length) != (size_t)length) return none;
    const char *from = raw, *after_at = ends[length - 1];
    uint32_t meant = pm_utf8_next(&from, raw + length);
    uint32_t after = after_at < end ? pm_utf8_next(&after_at, end) : 0;
    evidence found = (mac ? judge_mac : judge_windows)(written, length, meant, before, after);
    return found ? (sequence){ found, meant, ends[length - 1] } : none;
}

static sequence match_any(const char *at, const char *end, uint32_t before)
{
    if ((unsigned char)*at < 0x80) return (sequence){ 0 };
    sequence windows = match_charset(at, end, before, false), mac = match_charset(at, end, before, true);
    return mac.evidence > windows.evidence ? mac : windows;
}

/* Mends one line. With `out` NULL only says whether it holds strong evidence or a run of three. `trust_weak`:
 * it does. */
static bool mend_line(const char *at, const char *end, bool trust_weak, pm_strbuf *out)
{
    bool found = false;
    uint32_t before = 0;
    const char *copied = at;
    int run = 0;
    while (at < end) {
        sequence match = match_any(at, end, before);
        if (!match.evidence) {
            run = 0;
            before = pm_utf8_next(&at, end);
            continue;
        }
        found |= match.evidence == EVIDENCE_STRONG || ++run >= 3;
        if (out && (trust_weak || match.evidence == EVIDENCE_STRONG)) {
            char raw[4] = "";
            pm_strbuf_append(out, copied, (size_t)(at - copied));
            pm_strbuf_append(out, raw, pm_utf8_encode(match.meant, raw));
            copied = match.end;
        }
        before = match.meant;
        at = match.end;
    }
    if (out) pm_strbuf_append(out, copied, (size_t)(end - copied));
    return found;
}

static const char *line_end(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline + 1 : end;
}

bool pm_mojibake_repair(const char *text, size_t length, pm_strbuf *repaired)
{
    const char *end = text + length, *copied = text;
    bool found = false;
    for (const char *at = text; at < end;) {
        const char *next = line_end(at, end);
        if (mend_line(at, next, false, NULL)) {
            found = true;
            if (!repaired) return true;
            pm_strbuf_append(repaired, copied, (size_t)(at - copied));
            mend_line(at, next, true, repaired);
            copied = next;
        }
        at = next;
    }
    if (found) pm_strbuf_append(repaired, copied, (size_t)(end - copied));
    return found;
}
