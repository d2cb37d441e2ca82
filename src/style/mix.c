#include "style/mix.h"

#include <math.h>

typedef struct oklab {
    double lightness, a, b;
} oklab;

static double to_linear(uint8_t channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static uint8_t from_linear(double value)
{
    double clamped = fmin(fmax(value, 0), 1);
    double encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * pow(clamped, 1 / 2.4) - 0.055;
    return (uint8_t)lround(encoded * 255);
}

static oklab to_oklab(pm_colour colour)
{
    double red = to_linear(colour.red), green = to_linear(colour.green), blue = to_linear(colour.blue);
    double l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return (oklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static pm_colour from_oklab(oklab c)
{
    double l = pow(c.lightness + 0.3963377774 * c.a + 0.2158037573 * c.b, 3);
    double m = pow(c.lightness - 0.1055613458 * c.a - 0.0638541728 * c.b, 3);
    double s = pow(c.lightness - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);
    return (pm_colour){ .red = from_linear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                        .green = from_linear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                        .blue = from_linear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
                        .alpha = 255 };
}

static double between(double from, double to, double t)
{
    return from + (to - from) * t;
}

static pm_colour mix_tones(pm_colour from, pm_colour to, double t)
{
    oklab a = to_oklab(from), b = to_oklab(to);
    pm_colour mixed = from_oklab(
        (oklab){ between(a.lightness, b.lightness, t), between(a.a, b.a, t), between(a.b, b.b, t) });
    mixed.alpha = (uint8_t)lround(between(from.alpha, to.alpha, t));
    return mixed;
}

pm_colour pm_colour_mix(pm_colour from, pm_colour to, double t)
{
    if (t <= 0) return from;
    if (t >= 1) return to;
    pm_colour mixed = mix_tones(from, to, t);
    if (from.has_dark || to.has_dark)
        mixed = pm_colour_with_dark(mixed, mix_tones(pm_colour_on_dark(from), pm_colour_on_dark(to), t));
    return mixed;
}

pm_hue pm_palette_mix(const pm_palette *ramp, double t)
{
    double at = fmin(fmax(t, 0), 1) * (double)(ramp->count - 1);
    size_t stop = (size_t)at, next = stop + 1 < ramp->count ? stop + 1 : stop;
    pm_hue hue = ramp->hues[stop];
    for (int role = PM_COLOUR_SOLID; role < PM_COLOUR_ROLES; role++)
        hue.roles[role] =
            pm_colour_mix(ramp->hues[stop].roles[role], ramp->hues[next].roles[role], at - (double)stop);
    return hue;
}

static double luminance(pm_colour colour)
{
    return 0.2126 * to_linear(colour.red) + 0.7152 * to_linear(colour.green) +
           0.0722 * to_linear(colour.blue);
}

double pm_colour_contrast(pm_colour a, pm_colour b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

static pm_colour readable(pm_colour wanted, pm_colour ground)
{
    static const pm_colour black = { .alpha = 255 },
                           white = { .red = 255, .green = 255, .blue = 255, .alpha = 255 };
    if (ground.alpha < 255 || pm_colour_contrast(wanted, ground) >= 4.5) return wanted;
    return pm_colour_contrast(black, ground) > pm_colour_contrast(white, ground) ? black : white;
}

pm_colour pm_colour_readable(pm_colour wanted, pm_colour ground)
{
    pm_colour found = readable(wanted, ground);
    if (!wanted.has_dark && !ground.has_dark) return found;
    return pm_colour_with_dark(found, readable(pm_colour_on_dark(wanted), pm_colour_on_dark(ground)));
}
