// SPDX-License-Identifier: ISC

/// @file known.c  The names that closed vocabularies have, and the ones meant.

#include "term/known.h"

#include "base/list.h"
#include "base/words.h"
#include "term/vocabulary.h"

typedef struct {
  const char *iri;
  const char *prefix;
  const char *names[2]; ///< With spaces between
  bool grows;           ///< Names that are near to none may be new ones
  bool is_special;      ///< Names of other vocabularies are not meant for its
} Vocabulary;

#define SKOS    "http://www.w3.org/2004/02/skos/core#"
#define SHACL   "http://www.w3.org/ns/shacl#"
#define DCTERMS "http://purl.org/dc/terms/"

/// In the order in which a name without its own vocabulary is looked for
static const Vocabulary vocabularies[] = {
    // RDF 1.2 Schema, sections 4 and 5; JSON-LD 1.1; rdf:PlainLiteral. What is
    // syntax of RDF/XML (rdf:about) names nothing
    {.iri = RHUMB_RDF,
     .prefix = "rdf",
     .names = {"type Property Statement subject predicate object reifies value "
               "List first rest nil Alt Bag Seq langString dirLangString HTML "
               "XMLLiteral JSON PlainLiteral langRange CompoundLiteral "
               "language direction"}},
    {.iri = RHUMB_RDFS,
     .prefix = "rdfs",
     .names = {"label comment seeAlso isDefinedBy Resource Class Literal "
               "Datatype Container ContainerMembershipProperty Proposition "
               "member domain range subClassOf subPropertyOf"}},
    // OWL 2, Mapping to RDF Graphs; what OWL 1 had more
    {.iri = RHUMB_OWL,
     .prefix = "owl",
     .names = {"Class Thing Nothing NamedIndividual Ontology ObjectProperty "
               "DatatypeProperty AnnotationProperty OntologyProperty "
               "FunctionalProperty InverseFunctionalProperty "
               "TransitiveProperty SymmetricProperty AsymmetricProperty "
               "ReflexiveProperty IrreflexiveProperty DeprecatedClass "
               "DeprecatedProperty Restriction DataRange Axiom Annotation "
               "AllDifferent AllDisjointClasses AllDisjointProperties "
               "NegativePropertyAssertion "
               "sameAs differentFrom equivalentClass equivalentProperty "
               "disjointWith disjointUnionOf propertyDisjointWith complementOf "
               "datatypeComplementOf unionOf intersectionOf oneOf inverseOf "
               "propertyChainAxiom hasKey imports versionIRI versionInfo "
               "priorVersion backwardCompatibleWith incompatibleWith "
               "deprecated onProperty onProperties onClass onDataRange "
               "onDatatype withRestrictions someValuesFrom allValuesFrom "
               "hasValue hasSelf cardinality minCardinality maxCardinality "
               "qualifiedCardinality minQualifiedCardinality "
               "maxQualifiedCardinality members distinctMembers "
               "annotatedSource annotatedProperty annotatedTarget "
               "sourceIndividual assertionProperty targetIndividual "
               "targetValue topObjectProperty bottomObjectProperty "
               "topDataProperty bottomDataProperty real rational"}},
    // SKOS Reference, appendix B
    {.iri = SKOS,
     .prefix = "skos",
     .names = {"Concept ConceptScheme Collection OrderedCollection prefLabel "
               "altLabel hiddenLabel notation note changeNote definition "
               "editorialNote example historyNote scopeNote inScheme "
               "hasTopConcept topConceptOf semanticRelation broader narrower "
               "related broaderTransitive narrowerTransitive member memberList "
               "mappingRelation closeMatch exactMatch broadMatch narrowMatch "
               "relatedMatch"}},
    // DCMI Metadata Terms, 2020-01-20
    {.iri = DCTERMS,
     .prefix = "dcterms",
     .names = {"abstract accessRights accrualMethod accrualPeriodicity "
               "accrualPolicy alternative audience available "
               "bibliographicCitation conformsTo contributor coverage created "
               "creator date dateAccepted dateCopyrighted dateSubmitted "
               "description educationLevel extent format hasFormat hasPart "
               "hasVersion identifier instructionalMethod isFormatOf isPartOf "
               "isReferencedBy isReplacedBy isRequiredBy isVersionOf issued "
               "language license mediator medium modified provenance publisher "
               "references relation replaces requires rights rightsHolder "
               "source spatial subject tableOfContents temporal title type "
               "valid",
               "Agent AgentClass BibliographicResource Box DCMIType DDC "
               "FileFormat Frequency IMT ISO3166 ISO639-2 ISO639-3 "
               "Jurisdiction LCC LCSH LicenseDocument LinguisticSystem "
               "Location LocationPeriodOrJurisdiction MESH MediaType "
               "MediaTypeOrExtent MethodOfAccrual MethodOfInstruction NLM "
               "Period PeriodOfTime PhysicalMedium PhysicalResource Point "
               "Policy ProvenanceStatement RFC1766 RFC3066 RFC4646 RFC5646 "
               "RightsStatement SizeOrDuration Standard TGN UDC URI W3CDTF"}},
    // SHACL with its advanced features and JavaScript; what the drafts of
    // SHACL 1.2 have more
    {.iri = SHACL,
     .prefix = "sh",
     .names =
         {"alternativePath and annotationProperty annotationValue "
          "annotationVarName ask class closed condition conforms construct "
          "datatype deactivated declare defaultValue description detail "
          "disjoint entailment equals expression filterShape flags focusNode "
          "group hasValue ignoredProperties in intersection inversePath js "
          "jsFunctionName jsLibrary jsLibraryURL labelTemplate languageIn "
          "lessThan lessThanOrEquals maxCount maxExclusive maxInclusive "
          "maxLength message minCount minExclusive minInclusive minLength name "
          "namespace node nodeKind nodeValidator nodes not object "
          "oneOrMorePath optional or order parameter path pattern predicate "
          "prefix prefixes property propertyValidator qualifiedMaxCount "
          "qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint "
          "result resultAnnotation resultMessage resultPath resultSeverity "
          "returnType rule select severity shapesGraph shapesGraphWellFormed "
          "sourceConstraint sourceConstraintComponent sourceShape sparql "
          "subject suggestedShapesGraph target targetClass targetNode "
          "targetObjectsOf targetSubjectsOf this union uniqueLang update "
          "validator value xone zeroOrMorePath zeroOrOnePath reifierShape "
          "reificationRequired memberShape minListLength maxListLength "
          "uniqueMembers someValue singleLine rootClass subsetOf targetWhere "
          "uniqueValuesFor nodeByExpression",
          "Shape NodeShape PropertyShape ShapeClass NodeKind BlankNode IRI "
          "Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral TripleTerm "
          "Severity Info Warning Violation Debug Trace ValidationReport "
          "ValidationResult AbstractResult ConstraintComponent Parameter "
          "Parameterizable PropertyGroup PrefixDeclaration ResultAnnotation "
          "Function Rule TripleRule Target TargetType Validator "
          "JSConstraint JSConstraintComponent JSExecutable JSFunction "
          "JSLibrary JSRule JSTarget JSTargetType JSValidator "
          "SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint "
          "SPARQLConstraintComponent SPARQLConstructExecutable "
          "SPARQLExecutable SPARQLFunction SPARQLRule SPARQLSelectExecutable "
          "SPARQLSelectValidator SPARQLTarget SPARQLTargetType "
          "SPARQLUpdateExecutable AndConstraintComponent "
          "ClassConstraintComponent ClosedConstraintComponent "
          "DatatypeConstraintComponent DisjointConstraintComponent "
          "EqualsConstraintComponent ExpressionConstraintComponent "
          "HasValueConstraintComponent InConstraintComponent "
          "LanguageInConstraintComponent LessThanConstraintComponent "
          "LessThanOrEqualsConstraintComponent MaxCountConstraintComponent "
          "MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent "
          "MaxLengthConstraintComponent MinCountConstraintComponent "
          "MinExclusiveConstraintComponent MinInclusiveConstraintComponent "
          "MinLengthConstraintComponent NodeConstraintComponent "
          "NodeKindConstraintComponent NotConstraintComponent "
          "OrConstraintComponent PatternConstraintComponent "
          "PropertyConstraintComponent QualifiedMaxCountConstraintComponent "
          "QualifiedMinCountConstraintComponent "
          "UniqueLangConstraintComponent XoneConstraintComponent "
          "ReifierShapeConstraintComponent"},
     .grows = true,
     .is_special = true},
    // XSD 1.1 part 2: built-in datatypes, and facets, as OWL 2 names them
    {.iri = RHUMB_XSD,
     .prefix = "xsd",
     .names = {"string boolean decimal integer double float date time dateTime "
               "dateTimeStamp gYear gMonth gDay gYearMonth gMonthDay duration "
               "yearMonthDuration dayTimeDuration byte short int long "
               "unsignedByte unsignedShort unsignedInt unsignedLong "
               "positiveInteger nonNegativeInteger negativeInteger "
               "nonPositiveInteger hexBinary base64Binary anyURI language "
               "normalizedString token NMTOKEN NMTOKENS Name NCName QName "
               "NOTATION ID IDREF IDREFS ENTITY ENTITIES anyType anySimpleType "
               "anyAtomicType",
               "length minLength maxLength pattern enumeration whiteSpace "
               "minInclusive maxInclusive minExclusive maxExclusive "
               "totalDigits fractionDigits assertions explicitTimezone"},
     .is_special = true},
};

/// Return the name as the vocabulary has it, in this case or any; empty: it
/// has not
static RhumbStr
find(const Vocabulary *const vocabulary, const RhumbStr name, const bool exact)
{
  RhumbStr found = {NULL, 0};
  for (size_t i = 0; i < RHUMB_COUNT(vocabulary->names); ++i) {
    const char *rest = vocabulary->names[i];
    for (RhumbStr word = rhumb_words_next(&rest); word.len && !found.len;
         word = rhumb_words_next(&rest)) {
      if (exact ? rhumb_str_equal(word, name) : rhumb_str_alike(word, name)) {
        found = word;
      }
    }
  }
  return found;
}

/// True for what follows a pattern: rdf:_1, and the parameters of SHACL's
/// components, sh:ClassConstraintComponent-class
static bool
is_patterned(const Vocabulary *const vocabulary, const RhumbStr name)
{
  uint64_t number = 0;
  if (rhumb_str_is(rhumb_str(vocabulary->iri), RHUMB_RDF)) {
    return name.len > 1 && name.data[0] == '_' &&
           rhumb_str_number(rhumb_str_from(name, 1), UINT64_MAX, &number) &&
           number;
  }
  return rhumb_str_is(rhumb_str(vocabulary->iri), SHACL) &&
         rhumb_str_find(name, RHUMB_STR("ConstraintComponent-"), 0) != SIZE_MAX;
}

static const char *
write_name(RhumbArena *const arena,
           const Vocabulary *const vocabulary,
           const RhumbStr name)
{
  return rhumb_str_format(arena, "%s:%.*s", vocabulary->prefix, RHUMB_FMT(name))
      .data;
}

static const char *
near_in(RhumbArena *const arena,
        const Vocabulary *const vocabulary,
        const RhumbStr name)
{
  const char *near = NULL;
  for (size_t i = 0; !near && i < RHUMB_COUNT(vocabulary->names); ++i) {
    near = vocabulary->names[i]
               ? rhumb_words_near(arena, vocabulary->names[i], name)
               : NULL;
  }
  return near ? write_name(arena, vocabulary, rhumb_str(near)) : NULL;
}

/// The same name in another vocabulary, or one that is near to it there
static const char *
near_elsewhere(RhumbArena *const arena, const RhumbStr name, const bool same)
{
  const char *near = NULL;
  for (size_t i = 0; !near && i < RHUMB_COUNT(vocabularies); ++i) {
    const Vocabulary *const other = &vocabularies[i];
    if (other->is_special) {
      continue;
    }
    if (!same) {
      near = near_in(arena, other, name);
    } else if (find(other, name, true).len) {
      near = write_name(arena, other, name);
    }
  }
  return near;
}

static const char *
find_near(RhumbArena *const arena,
          const Vocabulary *const vocabulary,
          const RhumbStr name)
{
  const RhumbStr alike = find(vocabulary, name, false);
  if (alike.len) {
    return write_name(arena, vocabulary, alike);
  }
  const char *near = near_elsewhere(arena, name, true);
  near = near ? near : near_in(arena, vocabulary, name);
  return near ? near : near_elsewhere(arena, name, false);
}

/// Return the vocabulary in whose namespace `iri` is, or would be if it began
/// with http: and not https:; NULL: it is in none. `name` is what is behind it.
static const Vocabulary *
find_vocabulary(const RhumbStr iri, RhumbStr *const name, bool *const is_https)
{
  const RhumbStr https = RHUMB_STR("https:");
  const size_t http_len = https.len - 1;
  *is_https = rhumb_str_starts(iri, https);
  const RhumbStr rest =
      *is_https ? rhumb_str_from(iri, https.len)
                : rhumb_str_from(iri, iri.len < http_len ? iri.len : http_len);
  for (size_t i = 0; i < RHUMB_COUNT(vocabularies); ++i) {
    const RhumbStr space =
        rhumb_str_from(rhumb_str(vocabularies[i].iri), http_len);
    if (rhumb_str_starts(rest, space) &&
        (*is_https || rhumb_str_starts(iri, RHUMB_STR("http:")))) {
      *name = rhumb_str_from(rest, space.len);
      return &vocabularies[i];
    }
  }
  return NULL;
}

bool
rhumb_name_is_unknown(RhumbUnknownName *const out,
                      RhumbArena *const arena,
                      const RhumbStr iri)
{
  bool is_https = false;
  RhumbStr name = {NULL, 0};
  const Vocabulary *const vocabulary = find_vocabulary(iri, &name, &is_https);
  if (!vocabulary || !name.len) {
    return false;
  }
  const bool is_known =
      find(vocabulary, name, true).len || is_patterned(vocabulary, name);
  if (is_known && !is_https) {
    return false;
  }
  const char *const near = is_known ? write_name(arena, vocabulary, name)
                                    : find_near(arena, vocabulary, name);
  *out = (RhumbUnknownName){vocabulary->prefix, name, is_https, near};
  return near || !vocabulary->grows;
}
