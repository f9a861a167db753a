// SPDX-License-Identifier: ISC

/// @file palette.c  The tables of colours, shapes and strokes.

#include "view/palette.h"

#include "base/ascii.h"
#include "base/words.h"

#define CIRCLE   "\u25EF"
#define SQUARE   "\u25A1"
#define PENTAGON "\u2B20"
#define HEXAGON  "\u2B21"
#define SLANTED  "\u25B1"

// clang-format off
#define SHAPES(X)                                                     \
  X("ellipse", CIRCLE)       X("oval", CIRCLE)     X("circle", CIRCLE) \
  X("egg", CIRCLE)           X("doublecircle", "\u25CE")              \
  X("box", SQUARE)           X("rect", SQUARE)     X("rectangle", SQUARE) \
  X("square", SQUARE)        X("diamond", "\u25C7")                   \
  X("triangle", "\u25B3")    X("invtriangle", "\u25BD")               \
  X("pentagon", PENTAGON)    X("hexagon", HEXAGON)                    \
  X("septagon", HEXAGON)     X("octagon", "\u2394")                   \
  X("doubleoctagon", "\u2394") X("star", "\u2606")                    \
  X("trapezium", SLANTED)    X("invtrapezium", SLANTED)               \
  X("parallelogram", SLANTED) X("house", "\u2302")                    \
  X("invhouse", PENTAGON)    X("cylinder", "\u26C1")                  \
  X("note", "\u25A4")        X("tab", "\u25EB")    X("folder", "\u25EB") \
  X("box3d", "\u274F")       X("component", "\u229F")                 \
  X("cds", "\u2302")         X("plaintext", "")    X("plain", "")     \
  X("none", "")              X("underline", "_")
// clang-format on

#define AS_NAME(name, glyph)  name,
#define AS_GLYPH(name, glyph) glyph,

const char *const rhumb_shape_names[] = {SHAPES(AS_NAME) NULL};
static const char *const glyphs[] = {SHAPES(AS_GLYPH) NULL};

const char *const rhumb_strokes[] = {
    "solid", "dashed", "dotted", "bold", "rounded", NULL};
const char *const rhumb_layouts[] = {
    "auto", "dot", "neato", "fdp", "sfdp", "twopi", "circo", NULL};
const char *const rhumb_directions[] = {"LR", "TB", "RL", "BT", NULL};
const char *const rhumb_arrows[] = {"forward", "back", "both", "none", NULL};

const RhumbPaletteColor rhumb_palette_colors[RHUMB_PALETTE_COLORS] = {
    {"#d6e6f2", "#0072b2"}, // blue
    {"#fbecd0", "#b87f00"}, // orange
    {"#d0ece4", "#007a5a"}, // bluish green
    {"#f9dfd0", "#d55e00"}, // vermilion
    {"#f5e4ed", "#a8578a"}, // reddish purple
    {"#fcf9d4", "#8a8100"}, // yellow
    {"#e5e7eb", "#1f2937"}, // black
};

const char *const rhumb_palette_shapes[RHUMB_PALETTE_SHAPES] = {
    "box",
    "ellipse",
    "hexagon",
    "note",
    "octagon",
    "cylinder",
    "folder",
    "component",
};

/// X11 names; those in the second list also come with 1 to 4 behind them
static const char plain_colors[] =
    "aliceblue aqua beige black blanchedalmond blueviolet cornflowerblue "
    "crimson darkblue darkcyan darkgray darkgreen darkgrey darkkhaki "
    "darkmagenta darkred darksalmon darkslateblue darkslategrey "
    "darkturquoise darkviolet dimgray dimgrey floralwhite forestgreen "
    "fuchsia gainsboro ghostwhite gray greenyellow grey indigo lavender "
    "lawngreen lightcoral lightgoldenrodyellow lightgray lightgreen "
    "lightgrey lightseagreen lightslateblue lightslategray lightslategrey "
    "lime limegreen linen mediumaquamarine mediumblue mediumseagreen "
    "mediumslateblue mediumspringgreen mediumturquoise mediumvioletred "
    "midnightblue mintcream moccasin navy navyblue oldlace olive "
    "palegoldenrod papayawhip peru powderblue rebeccapurple saddlebrown "
    "sandybrown silver slategrey teal transparent violet white whitesmoke "
    "yellowgreen";

static const char shaded_colors[] =
    "antiquewhite aquamarine azure bisque blue brown burlywood cadetblue "
    "chartreuse chocolate coral cornsilk cyan darkgoldenrod darkolivegreen "
    "darkorange darkorchid darkseagreen darkslategray deeppink deepskyblue "
    "dodgerblue firebrick gold goldenrod green honeydew hotpink indianred "
    "ivory khaki lavenderblush lemonchiffon lightblue lightcyan "
    "lightgoldenrod lightpink lightsalmon lightskyblue lightsteelblue "
    "lightyellow magenta maroon mediumorchid mediumpurple mistyrose "
    "navajowhite olivedrab orange orangered orchid palegreen paleturquoise "
    "palevioletred peachpuff pink plum purple red rosybrown royalblue salmon "
    "seagreen seashell sienna skyblue slateblue slategray snow springgreen "
    "steelblue tan thistle tomato turquoise violetred wheat yellow";

static bool
has_word(const char *const words, const RhumbStr word)
{
  return word.len && rhumb_str_equal(rhumb_words_find(words, word), word);
}

bool
rhumb_color_valid(const RhumbStr text)
{
  if (text.len && text.data[0] == '#') {
    for (size_t i = 1; i < text.len; ++i) {
      if (rhumb_hex_value(text.data[i]) < 0) {
        return false;
      }
    }
    return text.len == 4 || text.len == 7 || text.len == 9;
  }
  const bool shaded = text.len && text.data[text.len - 1] >= '1' &&
                      text.data[text.len - 1] <= '4';
  return shaded
             ? has_word(shaded_colors, rhumb_str_slice(text, 0, text.len - 1))
             : has_word(shaded_colors, text) || has_word(plain_colors, text);
}

const char *
rhumb_color_near(RhumbArena *const arena, const RhumbStr text)
{
  const RhumbStr names =
      rhumb_str_format(arena, "%s %s", plain_colors, shaded_colors);
  return rhumb_words_near(arena, names.data, text);
}

const char *
rhumb_shape_glyph(const char *const shape)
{
  for (size_t i = 0; shape && rhumb_shape_names[i]; ++i) {
    if (strcmp(rhumb_shape_names[i], shape) == 0) {
      return glyphs[i];
    }
  }
  return CIRCLE;
}

bool
rhumb_arrow_points(const char *const arrow, const char *const way)
{
  const char *const used = arrow ? arrow : "forward";
  return strcmp(used, way) == 0 || strcmp(used, "both") == 0;
}
