// SPDX-License-Identifier: ISC

/// @file fuzz_unpack.c  What a file goes through before it is text: unpacking,
/// decoding, and being told by what it begins with. Holds: the bytes are the
/// same whatever the pieces that the file comes in; what zlib and iconv make of
/// it in one call; what was packed, when it is unpacked; a packed file that was
/// changed is refused, or has the same in it; what does not add up as the
/// header of a tar does is none.
///
/// An input: a byte for what is tried, one for the pieces and for which of
/// them; then the file, or what is changed in one.

// For input that zlib does not change
#define ZLIB_CONST

#include "data.h"

#include "io/compression_impl.h"

#include <iconv.h>
#include <zlib.h>

// Reading ---------------------------------------------------------------------

/// The bytes, and what was reported
typedef struct {
  RhumbBuf bytes, reports;
  RhumbStatus status; ///< RHUMB_END: all was read
} Whole;

static void
whole_free(Whole *const whole)
{
  rhumb_buf_free(&whole->bytes);
  rhumb_buf_free(&whole->reports);
}

static Whole
read_file(const RhumbInputSpec *const spec, const size_t chunk)
{
  Whole whole = {0};
  const RhumbDiag diag = {fuzz_keep_report, &whole.reports};
  RhumbInput input;
  rhumb_input_chunk = chunk;
  HOLDS(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
  whole.status = rhumb_input_open(&input, spec, &diag);
  while (whole.status == RHUMB_OK) {
    if (input.data) {
      rhumb_buf_put(&whole.bytes,
                    (RhumbStr){input.data + input.pos, input.end - input.pos});
    }
    input.pos = input.end;
    whole.status = rhumb_input_fill(&input, &diag);
  }
  rhumb_input_close(&input);
  HOLDS(fuzz_is_failure(whole.status) == (whole.reports.len > 0));
  return whole;
}

/// Read it in one piece, and check that pieces make no difference. What comes
/// before a mistake depends on them, and which of several comes first; zlib too
/// has two ways to see one.
static Whole
read_both(const RhumbInputSpec *const spec, const size_t chunk)
{
  Whole whole = read_file(spec, FUZZ_WHOLE);
  Whole pieces = read_file(spec, chunk);
  HOLDS(fuzz_is_failure(whole.status) == fuzz_is_failure(pieces.status));
  if (spec->encoding.len && whole.status == pieces.status) {
    fuzz_same("reports in pieces",
              rhumb_buf_str(&whole.reports),
              rhumb_buf_str(&pieces.reports));
  }
  if (whole.status == RHUMB_END) {
    fuzz_same("bytes in pieces",
              rhumb_buf_str(&whole.bytes),
              rhumb_buf_str(&pieces.bytes));
  }
  whole_free(&pieces);
  return whole;
}

// gzip ------------------------------------------------------------------------

enum { GZIP_ALONE = 16, MAX_UNPACKED = 1024 * 1024 };

/// Unpack all members by zlib alone; false if they are not sound
static bool
inflate_all(RhumbBuf *const out, const RhumbStr packed)
{
  z_stream zlib = {0};
  HOLDS(inflateInit2(&zlib, MAX_WBITS + GZIP_ALONE) == Z_OK);
  zlib.next_in = (z_const Bytef *)packed.data;
  zlib.avail_in = (uInt)packed.len;
  int got = Z_OK;
  while (got == Z_OK || (got == Z_STREAM_END && zlib.avail_in &&
                         *zlib.next_in == 0x1F && out->len < MAX_UNPACKED)) {
    if (got == Z_STREAM_END) {
      HOLDS(inflateReset(&zlib) == Z_OK);
    }
    rhumb_buf_reserve(out, 4096);
    zlib.next_out = (Bytef *)out->data + out->len;
    zlib.avail_out = 4096;
    got = inflate(&zlib, Z_NO_FLUSH);
    out->len += 4096 - zlib.avail_out;
  }
  bool is_sound = got == Z_STREAM_END;
  for (uInt i = 0; i < zlib.avail_in; ++i) { // What a tape was filled with
    is_sound = is_sound && zlib.next_in[i] == 0;
  }
  (void)inflateEnd(&zlib);
  return is_sound;
}

/// A file of any kind, read as bytes
static void
try_bytes(const size_t number, const RhumbStr file)
{
  const RhumbInputSpec spec = {.path = RHUMB_STR("-"), .as_bytes = true};
  fuzz_set_file(file);
  Whole whole = read_both(&spec, 1 + number % 32);
  if (rhumb_str_starts(file, RHUMB_STR("\x1F\x8B"))) {
    RhumbBuf plain = {0};
    const bool is_sound = inflate_all(&plain, file);
    HOLDS(is_sound == (whole.status == RHUMB_END));
    if (is_sound) {
      fuzz_same("bytes that zlib unpacks",
                rhumb_buf_str(&plain),
                rhumb_buf_str(&whole.bytes));
    }
    rhumb_buf_free(&plain);
  } else if (!rhumb_compression_of(file)) {
    fuzz_same("bytes as they are", file, rhumb_buf_str(&whole.bytes));
  }
  whole_free(&whole);
}

/// Pack in two members, and unpack
static void
try_packing(const size_t number, const RhumbStr text)
{
  const RhumbInputSpec spec = {.path = RHUMB_STR("-"),
                               .compression = RHUMB_STR("gzip"),
                               .as_bytes = true};
  const size_t middle = text.len * (number % 8) / 8;
  RhumbBuf packed = {0};
  for (size_t part = 0; part < 2; ++part) {
    z_stream zlib = {0};
    HOLDS(deflateInit2(&zlib,
                       (int)(number % 10),
                       Z_DEFLATED,
                       MAX_WBITS + GZIP_ALONE,
                       1,
                       Z_DEFAULT_STRATEGY) == Z_OK);
    const RhumbStr plain =
        part ? rhumb_str_from(text, middle) : rhumb_str_slice(text, 0, middle);
    zlib.next_in = (z_const Bytef *)plain.data;
    zlib.avail_in = (uInt)plain.len;
    rhumb_buf_reserve(&packed, deflateBound(&zlib, plain.len));
    zlib.next_out = (Bytef *)packed.data + packed.len;
    zlib.avail_out = (uInt)(packed.cap - packed.len);
    HOLDS(deflate(&zlib, Z_FINISH) == Z_STREAM_END);
    packed.len += zlib.total_out;
    (void)deflateEnd(&zlib);
  }
  fuzz_set_file(rhumb_buf_str(&packed));
  Whole whole = read_both(&spec, 1 + number % 32);
  fuzz_same("bytes packed and unpacked", text, rhumb_buf_str(&whole.bytes));
  whole_free(&whole);
  rhumb_buf_free(&packed);
}

// Damage ----------------------------------------------------------------------

/// What is in each of them
#define CONTENT "id,name\n1,Anna\n2,Bob\n"
static const RhumbStr content = {CONTENT, sizeof(CONTENT) - 1};

static const unsigned char gzip[] = {
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB,
    0x4C, 0xD1, 0xC9, 0x4B, 0xCC, 0x4D, 0xE5, 0x32, 0xD4, 0x71, 0xCC,
    0xCB, 0x4B, 0xE4, 0x32, 0xD2, 0x71, 0xCA, 0x4F, 0xE2, 0x02, 0x00,
    0x95, 0x9F, 0x26, 0x1D, 0x15, 0x00, 0x00, 0x00,
};

static const unsigned char bzip2[] = {
    0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0xA7, 0xC2,
    0x72, 0x63, 0x00, 0x00, 0x07, 0xDD, 0x00, 0x00, 0x10, 0x00, 0x04, 0x30,
    0x00, 0x30, 0x00, 0x36, 0x23, 0xA0, 0x00, 0x21, 0xA8, 0x1E, 0x89, 0xA6,
    0xCA, 0x10, 0x00, 0x02, 0xA7, 0xA6, 0x2A, 0x04, 0x84, 0x1A, 0x67, 0xC6,
    0x13, 0xF8, 0xBB, 0x92, 0x29, 0xC2, 0x84, 0x85, 0x3E, 0x13, 0x93, 0x18,
};

static const unsigned char xz[] = {
    0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04, 0xE6, 0xD6, 0xB4, 0x46,
    0x02, 0x00, 0x21, 0x01, 0x16, 0x00, 0x00, 0x00, 0x74, 0x2F, 0xE5, 0xA3,
    0x01, 0x00, 0x14, 0x69, 0x64, 0x2C, 0x6E, 0x61, 0x6D, 0x65, 0x0A, 0x31,
    0x2C, 0x41, 0x6E, 0x6E, 0x61, 0x0A, 0x32, 0x2C, 0x42, 0x6F, 0x62, 0x0A,
    0x00, 0x00, 0x00, 0x00, 0x57, 0xE9, 0x9B, 0xB4, 0x2D, 0x4E, 0x43, 0xD6,
    0x00, 0x01, 0x2D, 0x15, 0x2F, 0x0B, 0x71, 0x6D, 0x1F, 0xB6, 0xF3, 0x7D,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x04, 0x59, 0x5A,
};

static const unsigned char zip[] = {
    0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00,
    0x21, 0x00, 0x95, 0x9F, 0x26, 0x1D, 0x17, 0x00, 0x00, 0x00, 0x15, 0x00,
    0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x61, 0x2E, 0x63, 0x73, 0x76, 0xCB,
    0x4C, 0xD1, 0xC9, 0x4B, 0xCC, 0x4D, 0xE5, 0x32, 0xD4, 0x71, 0xCC, 0xCB,
    0x4B, 0xE4, 0x32, 0xD2, 0x71, 0xCA, 0x4F, 0xE2, 0x02, 0x00, 0x50, 0x4B,
    0x01, 0x02, 0x14, 0x03, 0x14, 0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00,
    0x21, 0x00, 0x95, 0x9F, 0x26, 0x1D, 0x17, 0x00, 0x00, 0x00, 0x15, 0x00,
    0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x80, 0x01, 0x00, 0x00, 0x00, 0x00, 0x61, 0x2E, 0x63, 0x73,
    0x76, 0x50, 0x4B, 0x05, 0x06, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01,
    0x00, 0x33, 0x00, 0x00, 0x00, 0x3A, 0x00, 0x00, 0x00, 0x00, 0x00,
};

static const struct {
  const unsigned char *bytes;
  size_t len;
} packed_files[] = {
    {gzip, sizeof(gzip)},
    {bzip2, sizeof(bzip2)},
    {xz, sizeof(xz)},
    {zip, sizeof(zip)},
};

/// True if what stands behind a packed file may: zeros, or another of its kind
static bool
may_follow(const RhumbStr more, const size_t kind)
{
  bool is_padding = true;
  for (size_t i = 0; i < more.len; ++i) {
    is_padding = is_padding && !more.data[i];
  }
  return is_padding ||
         (unsigned char)more.data[0] == packed_files[kind].bytes[0];
}

/// Change bytes of a packed file, each by a pair: where, and what is there; one
/// byte that is left is where the file breaks off. Or put them behind its end.
static void
try_damage(const size_t number, const RhumbStr changes)
{
  const size_t kind = number % RHUMB_COUNT(packed_files);
  const bool is_behind = number / RHUMB_COUNT(packed_files) % 2;
  RhumbBuf file = {0};
  rhumb_buf_put(&file,
                (RhumbStr){(const char *)packed_files[kind].bytes,
                           packed_files[kind].len});
  if (is_behind) {
    rhumb_buf_put(&file, changes);
  }
  for (size_t i = 0; !is_behind && file.len && i + 1 < changes.len; i += 2) {
    file.data[(unsigned char)changes.data[i] % file.len] = changes.data[i + 1];
  }
  if (!is_behind && changes.len % 2) {
    file.len = (unsigned char)changes.data[changes.len - 1] % (file.len + 1);
  }
  const RhumbInputSpec spec = {.path = RHUMB_STR("-"), .as_bytes = true};
  fuzz_set_file(rhumb_buf_str(&file));
  Whole whole = read_both(&spec, 1 + number / 8);
  // What does not begin like a packed file is none
  if (whole.status == RHUMB_END && is_behind) {
    HOLDS(may_follow(changes, kind));
  } else if (whole.status == RHUMB_END &&
             rhumb_compression_of(rhumb_buf_str(&file))) {
    fuzz_same("bytes of a damaged file", content, rhumb_buf_str(&whole.bytes));
  }
  whole_free(&whole);
  rhumb_buf_free(&file);
}

// Tars ------------------------------------------------------------------------

enum {
  BLOCK = 512,        ///< Bytes of a tar come in these
  TAR = 4 * BLOCK,    ///< A header, a file, and the end
  CHECKSUM_AT = 148,  ///< Where it says what its other bytes add up to
  CHECKSUM_BYTES = 8, ///< In octal digits
  CHANGE = 3          ///< Bytes of a change: where, and what is there then
};

/// Have a header say what its bytes add up to
static void
add_up(char *const header)
{
  unsigned sum = 0;
  memset(header + CHECKSUM_AT, ' ', CHECKSUM_BYTES);
  for (size_t i = 0; i < BLOCK; ++i) {
    sum += (unsigned char)header[i];
  }
  (void)snprintf(header + CHECKSUM_AT, CHECKSUM_BYTES, "%06o", sum);
}

/// Make a tar of one file
static void
make_tar(char *const tar)
{
  static const struct {
    size_t at;
    RhumbStr text;
  } fields[] = {
      {0, {"d.csv", 5}},
      {100, {"0000644", 7}},      // What may be done with it
      {108, {"0000000", 7}},      // Whose it is
      {116, {"0000000", 7}},      // And of which group
      {124, {"00000000025", 11}}, // How long it is
      {136, {"00000000000", 11}}, // When it was made
      {156, {"0ustar\00000", 9}}, // A file; the form
      {BLOCK, {CONTENT, sizeof(CONTENT) - 1}},
  };
  memset(tar, 0, TAR);
  for (size_t i = 0; i < RHUMB_COUNT(fields); ++i) {
    memcpy(tar + fields[i].at, fields[i].text.data, fields[i].text.len);
  }
  add_up(tar);
}

/// Pack by zlib alone
static void
deflate_all(RhumbBuf *const out, const RhumbStr plain)
{
  z_stream zlib = {0};
  HOLDS(deflateInit2(&zlib,
                     1,
                     Z_DEFLATED,
                     MAX_WBITS + GZIP_ALONE,
                     8,
                     Z_DEFAULT_STRATEGY) == Z_OK);
  rhumb_buf_reserve(out, 2 * plain.len + 64);
  zlib.next_in = (z_const Bytef *)plain.data;
  zlib.avail_in = (uInt)plain.len;
  zlib.next_out = (Bytef *)out->data;
  zlib.avail_out = (uInt)out->cap;
  HOLDS(deflate(&zlib, Z_FINISH) == Z_STREAM_END);
  out->len = out->cap - zlib.avail_out;
  (void)deflateEnd(&zlib);
}

/// True if the bytes of a header add up to what it says
static bool
adds_up(const RhumbStr tar)
{
  unsigned sum = CHECKSUM_BYTES * ' ';
  unsigned said = 0;
  for (size_t i = 0; i < BLOCK && tar.len >= BLOCK; ++i) {
    const char c = tar.data[i];
    if (i < CHECKSUM_AT || i >= CHECKSUM_AT + CHECKSUM_BYTES) {
      sum += (unsigned char)c;
    } else if (c >= '0' && c <= '7') {
      said = 8 * said + (unsigned)(c - '0');
    }
  }
  return tar.len >= BLOCK && tar.data[0] && sum == said;
}

/// Change bytes of a tar, its length too, and pack it
static void
try_tar(const size_t number, const RhumbStr changes)
{
  char bytes[TAR];
  make_tar(bytes);
  RhumbStr tar = {bytes, TAR};
  bool is_same = true; // Its header, and that there is an end
  for (size_t i = 0; i + CHANGE <= changes.len; i += CHANGE) {
    const size_t at = (256U * (unsigned char)changes.data[i] +
                       (unsigned char)changes.data[i + 1]) %
                      (TAR + BLOCK);
    tar.len = at >= TAR ? at - BLOCK : tar.len;
    is_same = is_same && at >= BLOCK && at < TAR;
    if (at < TAR) {
      bytes[at] = changes.data[i + 2];
    }
  }
  if (number % 2) {
    add_up(bytes);
  }
  RhumbBuf file = {0};
  deflate_all(&file, tar);
  const RhumbInputSpec spec = {.path = RHUMB_STR("-"), .as_bytes = true};
  fuzz_set_file(rhumb_buf_str(&file));
  Whole whole = read_both(&spec, 1 + number / 2);
  if (!adds_up(tar)) {
    HOLDS(whole.status == RHUMB_END);
    fuzz_same("what is no tar", tar, rhumb_buf_str(&whole.bytes));
  } else if (is_same && whole.status == RHUMB_END) {
    fuzz_same("the file of a tar",
              (RhumbStr){bytes + BLOCK, content.len},
              rhumb_buf_str(&whole.bytes));
  }
  whole_free(&whole);
  rhumb_buf_free(&file);
}

// Encodings -------------------------------------------------------------------

static const char *const encodings[] = {
    "iso-8859-1",
    "windows-1252",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "utf-32",
    "utf-7",
    "shift_jis",
    "gb18030",
    "euc-jp",
    "big5",
    "windows-1258",
    "iso-2022-jp",
    "koi8-r",
    "macintosh",
};

/// Convert in one call; false if it cannot be
static bool
convert(RhumbBuf *const out, const size_t encoding, const RhumbStr text)
{
  static iconv_t known[RHUMB_COUNT(encodings)]; // Whose tables are to stay
  if (!known[encoding]) {
    known[encoding] = iconv_open("UTF-8", encodings[encoding]);
  }
  iconv_t convert_all = iconv_open("UTF-8", encodings[encoding]);
  char *in = NULL; // iconv() changes nothing of it, but wants it so
  memcpy(&in, &text.data, sizeof(in));
  size_t in_left = text.len;
  rhumb_buf_reserve(out, 8 * text.len + 64);
  char *to = out->data;
  size_t room = out->cap;
  const bool is_good =
      iconv(convert_all, &in, &in_left, &to, &room) != (size_t)-1 &&
      iconv(convert_all, NULL, NULL, &to, &room) != (size_t)-1;
  out->len = (size_t)(to - out->data);
  (void)iconv_close(convert_all);
  return is_good;
}

static void
try_encoding(const size_t number, const RhumbStr text)
{
  const size_t encoding = number % RHUMB_COUNT(encodings);
  const RhumbInputSpec spec = {.path = RHUMB_STR("-"),
                               .encoding = rhumb_str(encodings[encoding]),
                               .compression = RHUMB_STR("none")};
  fuzz_set_file(text);
  Whole whole = read_both(&spec, 1 + number / RHUMB_COUNT(encodings));
  RhumbBuf plain = {0};
  const bool is_good = convert(&plain, encoding, text);
  HOLDS(is_good || fuzz_is_failure(whole.status));
  if (whole.status == RHUMB_END) {
    const RhumbStr all = rhumb_buf_str(&plain);
    fuzz_same("texts that iconv converts",
              rhumb_str_from(all, rhumb_utf8_mark(all)),
              rhumb_buf_str(&whole.bytes));
    HOLDS(rhumb_utf8_valid(all, NULL));
  } else {
    HOLDS(!is_good || whole.status == RHUMB_ERR_UNSUPPORTED);
  }
  rhumb_buf_free(&plain);
  whole_free(&whole);
}

// Kinds -----------------------------------------------------------------------

/// What a file is, told from bytes behind which there are no others
static void
try_kind(const size_t number, const RhumbStr text)
{
  (void)number;
  char *const copy = (char *)malloc(text.len ? text.len : 1);
  HOLDS(copy);
  memcpy(copy, text.data, text.len);
  const RhumbFileKind *const kind = rhumb_kind_of((RhumbStr){copy, text.len});
  free(copy);
  if (kind) {
    RhumbBuf why = {0};
    rhumb_kind_explain(&why, kind, "JSON");
    HOLDS(why.len && rhumb_utf8_valid(rhumb_buf_str(&why), NULL));
    rhumb_buf_free(&why);
  }
}

static void (*const tries[])(size_t number, RhumbStr text) = {
    try_bytes, try_packing, try_damage, try_encoding, try_kind, try_tar};

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr text = fuzz_text(data, size);
  const size_t what = fuzz_choose(&text, RHUMB_COUNT(tries));
  tries[what](fuzz_choose(&text, 256), text);
  return 0;
}
