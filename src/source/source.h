// SPDX-License-Identifier: ISC

/// @file source.h  Logical sources: rows that know only what is asked of them.
///
/// A format is one file and one line in types.h: a RhumbSourceType, which says
/// what is known of the format and how it is read. Its `open` finds the data;
/// `bind` is told each reference that rules ask for, before the first row;
/// `next` steps to a row, whose values live in the reader's own buffers until
/// the next one; `close` ends it. A reader knows nothing of RDF.

#ifndef RHUMB_SOURCE_SOURCE_H
#define RHUMB_SOURCE_SOURCE_H

#include "base/list.h"
#include "base/status.h"
#include "base/table.h"
#include "io/kind.h"
#include "source/shard.h"
#include "term/value.h"

// What rules say -------------------------------------------------------------

/// Where the mapping language is lax or strict (rules for old and new RML)
typedef enum { RHUMB_CLASSIC, RHUMB_CORE } RhumbProfile;

typedef struct RhumbSourceType RhumbSourceType;
typedef struct RhumbLogicalView RhumbLogicalView; ///< See logical_view.h

/// What rules say of a source; two that say the same are one. Of each: its name
/// and what it is.
#define RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)                                 \
  TEXT(access)   /* A path, relative to `dir`, or a connection */             \
  TEXT(dir)      /* Folder that relative paths start from; empty: here */     \
  TEXT(iterator) /* Empty if none */                                          \
  TEXT(query)    /* SQL query; empty if none */                               \
  TEXT(table)    /* SQL table; empty if none */                               \
  TEXT(sheet)    /* Of a workbook: its name or number; empty: the first */    \
  TEXT(type)     /* YARRRML `type`: "localfile", "mysql" …; may be empty */ \
  TEXT(username)                                                              \
  TEXT(password)                                                              \
  TEXT(delimiter)   /* Of CSV; empty: a comma */                              \
  TEXT(quote)       /* Of CSV; empty: a double quote */                       \
  TEXT(encoding)    /* Empty: UTF-8 */                                        \
  TEXT(compression) /* "gzip", "bzip2", "xz", "zip", "none"; empty: by        \
                       content */                                             \
  LIST(nulls)       /* Texts that stand for NULL */                           \
  LIST(newest_by)   /* References: of the records that have the same values   \
                       of these, one is read; none: all are */                \
  TEXT(newest_of)   /* That with the greatest value of this reference */      \
  LIST(namespaces)  /* Of XML: prefix, IRI, prefix, IRI … */                \
  FLAG(is_one_file) /* `access` is the name of a file, never a pattern */     \
  FLAG(no_quote)    /* CSV without quotes: `quote` is empty */                \
  FLAG(has_names)   /* The reference `~` is the name of the row's node */     \
  FLAG(strict)      /* SQL columns are found by their exact names alone */    \
  FLAG(no_header)   /* CSV without a header row: columns are "1", "2" … */

/// What few rules say
#define RHUMB_SOURCE_RARE(TEXT, LIST, FLAG, NUMBER)                           \
  TEXT(comment)        /* Of CSV: what begins a comment; empty: nothing */    \
  TEXT(pattern)        /* Of lines: the regular expression of a row */        \
  LIST(header)         /* Of CSV: names of the columns, with `no_header` */   \
  LIST(datatypes)      /* Of CSV's columns: name, IRI, name, IRI … */       \
  LIST(line_ends)      /* Of CSV; none: LF, CRLF and CR */                    \
  FLAG(ragged)         /* Of CSV: cells that are missing are NULL */          \
  FLAG(trim_start)     /* Of CSV: white space before a cell is none of it */  \
  FLAG(trim_end)       /* The same of that behind it */                       \
  FLAG(skip_blank)     /* Of CSV: rows of empty cells are none */             \
  FLAG(backslash)      /* Of CSV: stands before a quote, not another quote */ \
  FLAG(skip_lines)     /* Of CSV: `skip_rows` are lines, whatever is in       \
                          them */                                             \
  NUMBER(skip_rows)    /* Of tables: before comments and the header */        \
  NUMBER(skip_columns) /* Of CSV: the first ones of each row */

/// A logical source as the rules describe it (RML: rml:LogicalSource)
typedef struct {
  const RhumbSourceType *format; ///< How it is read; NULL: not known yet
  RhumbProfile profile;
  bool in_rml;    ///< The rules are RML: messages speak its words
  bool asks_file; ///< The rules ask files for their names: io/pattern.h
  bool in_rows;   ///< Its rows are sought within those of another source
  bool is_level;  ///< Or others within its own: references do not look out of
                  ///< a row, as the levels around it have what is there
  const RhumbLogicalView *view; ///< Its rows are those of a view, on a source
                                ///< of which all else is said; NULL: its own
#define TEXT(name) RhumbStr name;
#define LIST(name)      \
  const RhumbStr *name; \
  size_t n_##name;
#define FLAG(name)   bool name;
#define NUMBER(name) size_t name;
  RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)
  RHUMB_SOURCE_RARE(TEXT, LIST, FLAG, NUMBER)
#undef TEXT
#undef LIST
#undef FLAG
#undef NUMBER
  RhumbLoc loc;                      ///< Of the source in the rules
  RhumbLoc access_loc, iterator_loc; ///< The latter of query and table too
  RhumbLoc delimiter_loc, quote_loc; ///< No text: not said
  const RhumbLoc *newest_locs; ///< Of each of `newest_by`, and of `newest_of`
  RhumbLoc comment_loc, encoding_loc, header_loc, line_ends_loc, sheet_loc,
      ragged_loc, pattern_loc, skip_columns_loc; ///< The same
} RhumbSourceSpec;

// Readers --------------------------------------------------------------------

/// Where a record is. Its source's name and its position tell it from all other
/// records, in whatever order and in how many parts a source is read.
typedef struct {
  RhumbText text;    ///< Name of the data; no text
  uint64_t record;   ///< Number of the record, from 1
  unsigned line;     ///< Where it begins, if the reader knows; else 0
  uint64_t position; ///< Of its first byte in the data (unpacked, as UTF-8); of
                     ///< XML and SQL, the number of records before it
  uint64_t part;     ///< Of one file of several, what tells it from the others
  uint64_t again;    ///< How many rows before it were this record: JSONPath may
                     ///< find a node several times
} RhumbAddress;

/// Numbers of lines
typedef RHUMB_LIST(unsigned) RhumbSourceLines;

/// What every reader's own struct begins with
typedef struct RhumbSource {
  const RhumbSourceType *type;
  const RhumbSourceSpec *spec;
  RhumbTable references; ///< That have been asked for, by field
  RhumbValues *row;      ///< A value list for each field, until the next row
  RhumbAddress address;  ///< Of the current row
  const RhumbFileKind *kind; ///< What its file looks like; NULL: not known
  RhumbStr bytes;   ///< Of a row that these bytes alone say all of, wherever in
                    ///< its file they stand, until the next; no data: not known
  const char *name; ///< Of several files together; NULL: as the address has it
  RhumbShard shard; ///< Which of its records are read; zero: all
  bool is_idle;     ///< None, for another shard reads them all

  RhumbSourceLines *strays; ///< To be told the lines that make no row, where a
                            ///< pattern tells rows; NULL: not wanted

  // Of a nested one
  bool is_nested;
  struct RhumbSource *parent; ///< Whose row it looks into; NULL: into texts

  // Of one that is read in parts: see part.h
  bool is_cut_off;                 ///< Its last part has been cut
  const struct RhumbSource *whole; ///< Of a reader of parts: what they are of
  struct RhumbSourcePart *part;    ///< Of such a one: what it is in
  bool is_in_bytes;                ///< And its place there
  size_t n_said, next_row;
} RhumbSource;

/// Put what tells a pipe, or standard input, from others, whichever of its
/// names the rules have; nothing of what can be read again
void
rhumb_source_put_pipe(RhumbBuf *out, const RhumbSourceSpec *spec);

/// What messages call it
const char *
rhumb_source_pipe_name(const RhumbSourceSpec *spec);

/// True if what the rules describe can be read again: a file or a database, or
/// what the run keeps (io/spool.h)
bool
rhumb_source_is_there_again(const RhumbSourceSpec *spec);

/// The reference that stands for the name of a row's node, with `has_names`
#define RHUMB_SOURCE_NAME "~"

/// True if the rules say that `text` stands for NULL
static inline bool
rhumb_source_is_null(const RhumbSourceSpec *const spec, const RhumbStr text)
{
  for (size_t i = 0; i < spec->n_nulls; ++i) {
    if (rhumb_str_equal(spec->nulls[i], text)) {
      return true;
    }
  }
  return false;
}

/// Return what tells the current record from the others of its source
static inline uint64_t
rhumb_source_record(const RhumbSource *const source)
{
  return source->address.record ^ source->address.part;
}

/// Return what all the data of a source is called
static inline const char *
rhumb_source_name(const RhumbSource *const source)
{
  return source->name ? source->name : source->address.text.name;
}

/// Return the place of the current row, for messages
static inline RhumbLoc
rhumb_source_loc(const RhumbSource *const source)
{
  const RhumbAddress *const address = &source->address;
  return (RhumbLoc){&address->text, address->line, 0, address->record};
}

/// Return the place of the current row, which outlives the source: its file's
/// name is owned by `arena`
RhumbLoc
rhumb_source_keep_loc(const RhumbSource *source, RhumbArena *arena);

// Formats --------------------------------------------------------------------

/// When values have datatypes of their own (R2RML: natural mapping)
typedef enum {
  RHUMB_NATURAL_NEVER,   ///< All are texts
  RHUMB_NATURAL_IN_CORE, ///< In RML Core, not in older rules
  RHUMB_NATURAL_ALWAYS,
} RhumbNatural;

enum { RHUMB_SOURCE_MAX_IRIS = 5 };

/// A format of sources: one file and one line in the table of types.h. Words
/// are in one text, with spaces between, the usual one first; NULL: none.
struct RhumbSourceType {
  const char *name;      ///< In messages and lists: "json"
  const char *note;      ///< One line for the manual
  const char *row;       ///< What a row is, for the manual: "a record"
  const char *reference; ///< What a reference is: "a column's name"

  const char *names;       ///< In `referenceFormulation`: "jsonpath json"
  const char *queries;     ///< In `queryFormulation`
  const char *types;       ///< In `type`, where that tells the format
  const char *media_types; ///< In `contentType`
  const char *extensions;  ///< Of files: "jsonl ndjson"

  /// In rml:referenceFormulation: the older RML's, RML Core's (by profile;
  /// NULL: it has none), and others that are understood
  const char *iris[RHUMB_SOURCE_MAX_IRIS];

  /// Class of reference formulations that are nodes and say more; NULL: there
  /// are none
  const char *class_iri;
  bool has_namespaces; ///< Of names in its references

  const char *root; ///< Iterator that stands for none; NULL: none does
  RhumbNatural natural;
  bool is_database;      ///< Reads tables and queries, not files
  bool has_dialect;      ///< RML describes its files with CSVW
  bool has_sheets;       ///< Its iterator is the name or number of a sheet
  bool has_pattern;      ///< A regular expression tells its rows
  bool no_iterator;      ///< It finds its records by itself
  bool shares_records;   ///< Runs may share a file by where its records begin
  bool has_nodes;        ///< A row has something that an iterator could find
  const char *self;      ///< Reference that stands for all of such a row
  bool is_of_thread;     ///< What reads it keeps something by thread
  const char *delimiter; ///< The one that it has in any case; NULL: none

  /// True if access, query or table show it, whatever else the rules say; NULL:
  /// they do not
  bool (*claims)(const RhumbSourceSpec *spec);

  /// Append a reference or iterator of the older RML as RML Core has it; NULL:
  /// both are the same
  void (*put_core)(RhumbBuf *out, RhumbStr reference);

  /// True for a reference that RML Core does not have and is read all the same,
  /// but when it is to be strict; NULL: there are none
  bool (*is_loose)(RhumbStr reference);

  /// How records are asked for their names; NULL: `bind` knows them all
  const struct RhumbSourceNaming *naming;

  /// Check what can be checked of a source without opening it; NULL: that its
  /// iterator, if any, passes `check`
  RhumbStatus (*check_spec)(const RhumbSourceSpec *spec, const RhumbDiag *diag);

  /// Check what can be checked of a reference without data; NULL: nothing
  RhumbStatus (*check)(const RhumbSourceSpec *spec,
                       RhumbStr reference,
                       RhumbLoc loc,
                       const RhumbDiag *diag);

  size_t size; ///< Of the reader's own struct, which begins with RhumbSource

  /// Open a source that is zero but for `type` and `spec`; reports a missing
  /// file, a bad iterator or a bad dialect; NULL: the format is known, but not
  /// read
  RhumbStatus (*open)(RhumbSource *source, const RhumbDiag *diag);

  /// Ask for a new reference, whose field in the row is the next one: number
  /// source->references.count. Reports a reference that cannot be.
  RhumbStatus (*bind)(RhumbSource *source,
                      RhumbStr reference,
                      RhumbLoc loc,
                      const RhumbDiag *diag);

  /// Step to the next row: RHUMB_OK, RHUMB_END, or an error, reported. After
  /// RHUMB_ERR_VALUE the bad row is behind, and reading can go on.
  RhumbStatus (*next)(RhumbSource *source, const RhumbDiag *diag);

  /// Of what hands on the rows of others: have them, or some, read the shard
  /// that is set, and set what is read then; NULL: it reads the shard itself if
  /// it has `shares_records`, else the first shard reads all
  void (*share)(RhumbSource *source);

  /// Prepare a nested source, which is zero but for what RhumbSource says;
  /// reports a bad iterator; NULL: there are none of this format
  RhumbStatus (*nest)(RhumbSource *source, const RhumbDiag *diag);

  /// Of an operator: nest a source in the rows that it hands on, as
  /// rhumb_source_nest() does
  RhumbStatus (*nest_in)(RhumbSource **out,
                         const RhumbSourceSpec *spec,
                         RhumbSource *parent,
                         const RhumbDiag *diag);

  /// Begin with the parent's row, or with `text` if there is no parent. What a
  /// text has wrong is reported here or by `next`, as rhumb_source_say_text()
  /// does.
  RhumbStatus (*enter)(RhumbSource *source,
                       RhumbStr text,
                       const RhumbDiag *diag);

  /// Put the next records of a source, whole and as they stand in the data, in
  /// the part's `bytes`, and of its `first` what comes before them. An error of
  /// reading on, reported, is behind what has been put there; mistakes in
  /// records are not looked for. RHUMB_OK or RHUMB_END if there is none;
  /// without any bytes, `next` says what there is. NULL: it is known by `next`
  /// alone
  RhumbStatus (*cut)(RhumbSource *source,
                     struct RhumbSourcePart *part,
                     const RhumbDiag *diag);

  /// True if that can be done with this source; NULL: it can with all
  bool (*has_cuts)(const RhumbSource *source);

  /// Make of a copy of a source, which stays as it is, a reader of parts: what
  /// changes from row to row becomes its own, `close` leaves the rest alone
  void (*read_parts)(RhumbSource *reader);

  /// Have `next` step through the part's bytes; texts of rows live as long as
  /// the part does
  void (*enter_part)(RhumbSource *reader, struct RhumbSourcePart *part);

  /// Free what the source holds, also if opening it failed; not the source
  void (*close)(RhumbSource *source);
};

/// The table, ended by NULL
extern const RhumbSourceType *const rhumb_source_types[];

// Finding a format -----------------------------------------------------------

/// A kind of words of RhumbSourceType, such as RHUMB_SOURCE_WORDS(names)
#define RHUMB_SOURCE_WORDS(member) offsetof(RhumbSourceType, member)

/// Return the format that has `word` among those words, in any case, or NULL
const RhumbSourceType *
rhumb_source_find(size_t words, RhumbStr word);

/// Return the format of an rml:referenceFormulation, or NULL
const RhumbSourceType *
rhumb_source_of_iri(RhumbStr iri);

/// Return those words of every format, for suggestions; owned by `arena`
const char *
rhumb_source_words(RhumbArena *arena, size_t words);

/// Likewise, but of formats that are not read
const char *
rhumb_source_read_words(RhumbArena *arena, size_t words);

/// Return the usual name of every format that is read and has such words, as a
/// sentence has them: "csv, jsonpath or sql" if `last` is "or"
const char *
rhumb_source_list(RhumbArena *arena, size_t words, const char *last);

/**
   Settle what the rules leave open: the format, by address, query, table or
   the file's extension; that a URL is a remote file, and a `file:` IRI a path,
   which `arena` gets. "tab" and "\\t" as a
   delimiter become what they mean.

   @return false if nothing says how the source is read.
*/
bool
rhumb_source_settle(RhumbSourceSpec *spec, RhumbArena *arena);

/// Likewise what the rules leave open of a text whose format they say
void
rhumb_source_settle_text(RhumbSourceSpec *spec);

/**
   Warn of what the rules say of a settled source and its format has no use for:
   an iterator of what has rows anyway, a delimiter of what has none. Files
   called .tsv are read with tabs if no delimiter is said, which is warned of.
*/
void
rhumb_source_review(RhumbSourceSpec *spec, const RhumbDiag *diag);

/// Return the IRI of the datatype that the rules give a column by itself;
/// empty: none
RhumbStr
rhumb_source_datatype(const RhumbSourceSpec *spec, RhumbStr column);

/// True if both read the same rows: one pass can serve both
bool
rhumb_source_equal(const RhumbSourceSpec *a, const RhumbSourceSpec *b);

/// Append what is the same of those that rhumb_source_equal() says are, and of
/// no others: they are found by it
void
rhumb_source_put_key(RhumbBuf *out, const RhumbSourceSpec *spec);

/// Return the hash of what the rules, or the command line, say of a source, and
/// of all that `seed` is the hash of: neither where the rules are nor a user's
/// name or password is in it
uint64_t
rhumb_source_hash(const RhumbSourceSpec *spec, uint64_t seed);

// Reading --------------------------------------------------------------------

/**
   Open the reader for `spec->format`.

   @param spec Must outlive the source.
   @return RHUMB_OK; RHUMB_ERR_UNSUPPORTED for a format that is not read; or
   what the reader says. Errors have been reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_open(RhumbSource **out,
                  const RhumbSourceSpec *spec,
                  const RhumbDiag *diag);

/// True if the source's path finds files rather than naming one
bool
rhumb_source_is_many(const RhumbSourceSpec *spec);

/**
   Check a source without opening it: that its format is read, and what its
   reader can say of its iterator.

   @return RHUMB_OK, or what rhumb_source_open() would return; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_check_spec(const RhumbSourceSpec *spec, const RhumbDiag *diag);

/// Check that rows of `spec` can be within those of the format `within`; NULL:
/// within texts
RHUMB_NODISCARD RhumbStatus
rhumb_source_check_nest(const RhumbSourceSpec *spec,
                        const RhumbSourceType *within,
                        const RhumbDiag *diag);

/**
   Check a reference without data, such as that it is JSONPath.

   @return RHUMB_OK, or what binding would return, reported at `loc`.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_check(const RhumbSourceSpec *spec,
                   RhumbStr reference,
                   RhumbLoc loc,
                   const RhumbDiag *diag);

/// Ask for a reference before the first row; `field` is set to its index there
/// @return RHUMB_OK; or what the reader says of one that cannot be, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_source_bind(RhumbSource *source,
                  RhumbStr reference,
                  RhumbLoc loc,
                  size_t *field,
                  const RhumbDiag *diag);

/**
   Have a source read one shard alone: before its first row, whether references
   are bound or not.

   Its records have the addresses that they have in a run over all. Mistakes in
   those of other shards are not reported, but where they hide which records
   there are: a quote that is never closed.
*/
void
rhumb_source_share(RhumbSource *source, const RhumbShard *shard);

/// Step to the next row of the part that a reader is in; rhumb_source_next()
/// does
RHUMB_NODISCARD RhumbStatus
rhumb_source_next_in_part(RhumbSource *reader, const RhumbDiag *diag);

RHUMB_NODISCARD static inline RhumbStatus
rhumb_source_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  return source->part      ? rhumb_source_next_in_part(source, diag)
         : source->is_idle ? RHUMB_END
                           : source->type->next(source, diag);
}

/**
   Make a source of what `spec->iterator` finds within each row of another, or
   within texts, such as JSON in a cell of CSV.

   References are bound before the first row of `parent`. A nested source may
   itself be a parent. Its address is that of the parent's row, with the line of
   its own where that is known.

   @param spec Must outlive the source. Of texts, `access` is what they are
   called in messages: the name of their field.
   @param parent What `spec->format` reads the rows of; must outlive the source.
   NULL: rhumb_source_enter() is handed texts.
   @return RHUMB_OK; RHUMB_ERR_UNSUPPORTED for a format whose rows have nothing
   within them, or not that of `parent`; or what the reader says. Errors have
   been reported. How deep they are in each other rules bound: views do.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_nest(RhumbSource **out,
                  const RhumbSourceSpec *spec,
                  RhumbSource *parent,
                  const RhumbDiag *diag);

/**
   Begin with the parent's current row, or with `text`: rhumb_source_next() then
   steps through what is within it. Values live until the next step, or until
   this is called again; those of the parent stay.

   @param text For a source of texts, whose `address` the caller has set to
   where it stands; for others nothing. Is copied.
   @return RHUMB_OK, or what the reader says, reported. A text that is not of
   the format is RHUMB_ERR_VALUE, here or by rhumb_source_next(): it has no more
   rows then, and the next one can be entered.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_source_enter(RhumbSource *source, RhumbStr text, const RhumbDiag *diag);

/// Close and free; takes NULL; nested ones before those they are nested in
void
rhumb_source_close(RhumbSource *source);

#endif // RHUMB_SOURCE_SOURCE_H
