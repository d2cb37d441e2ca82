/*
 * GLib reads the zone's rules itself: the process's own time zone and locale stay out of it.
 */
#include "taxonomy/timestamp.h"

#include <glib.h>

/* Names as the database has them: no path that leads elsewhere. */
static bool is_zone_name(const char *name)
{
    size_t allowed = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");
    return g_ascii_isalpha(name[0]) && !name[allowed] && name[allowed - 1] != '/';
}

static GTimeZone *open_zone(const char *name)
{
    if (strcmp(name, "UTC") == 0) return g_time_zone_new_utc();
    return is_zone_name(name) ? g_time_zone_new_identifier(name) : NULL;
}

bool pm_timezone_exists(const char *zone_name)
{
    GTimeZone *zone = open_zone(zone_name);
    if (zone) g_time_zone_unref(zone);
    return zone != NULL;
}

/* The moment as the zone's clocks show it; NULL when there is none. The caller unrefs it. */
static GDateTime *local_time(int64_t when, GTimeZone *zone)
{
    GDateTime *utc = g_date_time_new_from_unix_utc(when);
    if (!utc) return NULL;
    GDateTime *local = g_date_time_to_timezone(utc, zone);
    g_date_time_unref(utc);
    return local;
}

bool pm_timestamp_write(int64_t when, const char *zone_name, pm_strbuf *out)
{
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    GTimeZone *zone = open_zone(zone_name);
    GDateTime *time = zone ? local_time(when, zone) : NULL;
    if (zone) g_time_zone_unref(zone);
    if (!time) return false;
    pm_strbuf_printf(out, "%s %02d, %04d %02d:%02d:%02d", months[g_date_time_get_month(time) - 1],
                     g_date_time_get_day_of_month(time), g_date_time_get_year(time),
                     g_date_time_get_hour(time), g_date_time_get_minute(time), g_date_time_get_second(time));
    g_date_time_unref(time);
    return true;
}

int pm_timestamp_year(int64_t when)
{
    GDateTime *time = g_date_time_new_from_unix_utc(when);
    int year = time ? g_date_time_get_year(time) : 0;
    if (time) g_date_time_unref(time);
    return year;
}
