// SPDX-License-Identifier: ISC

/// @file jsonpath.h  JSONPath (RFC 9535), compiled once and run on tapes.

#ifndef RHUMB_SOURCE_JSON_JSONPATH_H
#define RHUMB_SOURCE_JSON_JSONPATH_H

#include "source/source.h"
#include "json/json.h"

/// A compiled query; immutable
typedef struct RhumbJsonPath RhumbJsonPath;

/// Where queries are run: scratch memory and compiled patterns
typedef struct RhumbJsonPathRun RhumbJsonPathRun;

/// The nodes that a query yields, in the order of the RFC
typedef struct {
  const uint32_t *nodes;
  size_t count;
} RhumbJsonNodes;

/// The part of a query that a stream can follow: names, then all children
typedef struct {
  const RhumbStr *names; ///< From the root down to the container
  size_t n_names;
  bool filtered; ///< Items must pass rhumb_jsonpath_accept()
} RhumbJsonStream;

/**
   Compile `text`.

   With RHUMB_CORE it must be a query of the RFC. RHUMB_CLASSIC also takes what
   older mapping files have: a name alone ("id", "Country Code", "a.b"), names
   with any characters up to the next "." or "[", a dot before a bracket
   ("$.[*]"), "@" for "$", and no root at all ("[*]"); empty is the root.

   @param out Set to the query, owned by `arena`.
   @param loc Where `text` begins; a mistake within it is so many columns on.
   @return RHUMB_OK; RHUMB_ERR_SYNTAX, or RHUMB_ERR_REFERENCE for an unknown
   function, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_jsonpath_compile(const RhumbJsonPath **out,
                       RhumbArena *arena,
                       RhumbStr text,
                       RhumbProfile profile,
                       RhumbLoc loc,
                       const RhumbDiag *diag);

/// True for a query that begins with a name, as those of older files do:
/// RHUMB_CORE does not take it
bool
rhumb_jsonpath_is_bare(RhumbStr text);

/**
   Append the query of the RFC that means what `text` means to older engines:
   "Country Code" is `$['Country Code']`, "a.b" is `$.a.b`, "@.[*]" is `$[*]`.

   What is in brackets is the same in both, and copied as it is.

   @param text A query that is taken as RHUMB_CLASSIC.
*/
void
rhumb_jsonpath_put_strict(RhumbBuf *out, RhumbStr text);

/// True if the query yields one node at the most, by its form (section 2.3.5.1)
bool
rhumb_jsonpath_is_singular(const RhumbJsonPath *path);

/// True if the query may yield one node several times, by its form: a segment
/// has several selectors, or two are descendants
bool
rhumb_jsonpath_may_repeat(const RhumbJsonPath *path);

/// True if the query is a single name under the root, which is put in `name`
bool
rhumb_jsonpath_is_name(const RhumbJsonPath *path, RhumbStr *name);

/// True if the query is names and then `[*]` or a filter without `$`
bool
rhumb_jsonpath_is_stream(const RhumbJsonPath *path,
                         RhumbArena *arena,
                         RhumbJsonStream *out);

RhumbJsonPathRun *
rhumb_jsonpath_run_new(void);

void
rhumb_jsonpath_run_free(RhumbJsonPathRun *run);

/// Return the node that a singular query yields, or RHUMB_JSON_NONE
uint32_t
rhumb_jsonpath_find(const RhumbJsonPath *path,
                    const RhumbJson *json,
                    uint32_t root);

/**
   Run a query with the node `root` as `$`.

   @param out Valid until the next call with this run.
   @param loc The place for errors.
   @return RHUMB_OK, or RHUMB_ERR_VALUE, reported, if a pattern of match() or
   search() takes too long on a value.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_jsonpath_evaluate(RhumbJsonNodes *out,
                        RhumbJsonPathRun *run,
                        const RhumbJsonPath *path,
                        RhumbJson *json,
                        uint32_t root,
                        RhumbLoc loc,
                        const RhumbDiag *diag);

/// Likewise of a stream's item: it, if the filter that ends the query takes it
RHUMB_NODISCARD RhumbStatus
rhumb_jsonpath_accept(RhumbJsonNodes *out,
                      RhumbJsonPathRun *run,
                      const RhumbJsonPath *path,
                      RhumbJson *json,
                      uint32_t item,
                      RhumbLoc loc,
                      const RhumbDiag *diag);

#endif // RHUMB_SOURCE_JSON_JSONPATH_H
