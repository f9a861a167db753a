// SPDX-License-Identifier: ISC

/// @file encoding.c  Rules in another encoding than UTF-8, named.

#include "base/utf8.h"
#include "yaml/tree_impl.h"

/// UTF-16 has every second byte 0 in what YAML is written with
static bool
is_utf16(const RhumbStr text)
{
  return rhumb_str_starts(text, RHUMB_STR("\xFF\xFE")) ||
         rhumb_str_starts(text, RHUMB_STR("\xFE\xFF")) ||
         (text.len > 1 && !text.data[0] != !text.data[1]);
}

RhumbStatus
rhumb_yaml_check_encoding(const RhumbText *const text,
                          const RhumbDiag *const diag)
{
  size_t bad = 0;
  if (is_utf16(text->text)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      (RhumbLoc){text, 0, 0, 0},
                      "the file is in UTF-16; save it as UTF-8");
  }
  if (rhumb_utf8_valid(text->text, &bad)) {
    return RHUMB_OK;
  }
  const unsigned byte = (unsigned char)text->text.data[bad];
  char shown[4];
  const unsigned len = rhumb_utf8_encode(shown, byte); // As Latin-1 has it
  return byte < 0xA0
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_loc_at(text, bad),
                          "the byte %02X is not UTF-8; if the file is in "
                          "Windows-1252, save it as UTF-8",
                          byte)
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_loc_at(text, bad),
                          "the byte %02X is not UTF-8, but \"%.*s\" in Latin-1 "
                          "and Windows-1252; save the file as UTF-8",
                          byte,
                          (int)len,
                          shown);
}
