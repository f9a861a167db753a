// SPDX-License-Identifier: ISC

import java.io.File;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.io.OWLOntologyLoaderMetaData;
import org.semanticweb.owlapi.io.RDFParserMetaData;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLAnnotationProperty;
import org.semanticweb.owlapi.model.OWLEntity;
import org.semanticweb.owlapi.model.OWLException;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyIRIMapper;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.model.parameters.Imports;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Opens ontologies as Protégé does and says what it would trip over.
 *
 * <p>Usage: Check CATALOG FILE... Imports are resolved through the catalog alone, never over the
 * network. Findings go to standard output; the exit code is 1 if there is any, 2 for wrong usage.
 */
public final class Check {
  private final OWLOntologyIRIMapper mapper;
  private int findings = 0;

  private Check(Map<IRI, IRI> catalog) {
    IRI nowhere = IRI.create(new File("not-in-the-catalog").toURI());
    mapper = iri -> catalog.getOrDefault(iri, nowhere);
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: Check CATALOG FILE...");
      System.exit(2);
    }
    Check check = new Check(readCatalog(new File(args[0])));
    for (int i = 1; i < args.length; i++) {
      check.run(new File(args[i]));
    }
    System.exit(check.findings > 0 ? 1 : 0);
  }

  /** Every {@code uri} entry of the catalog; addresses are relative to the catalog. */
  private static Map<IRI, IRI> readCatalog(File catalog) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    NodeList uris = factory.newDocumentBuilder().parse(catalog).getElementsByTagName("uri");
    Map<IRI, IRI> addresses = new HashMap<>();
    for (int i = 0; i < uris.getLength(); i++) {
      Element uri = (Element) uris.item(i);
      IRI address = IRI.create(catalog.getAbsoluteFile().toURI().resolve(uri.getAttribute("uri")));
      addresses.put(IRI.create(uri.getAttribute("name")), address);
    }
    return addresses;
  }

  private void run(File file) {
    OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
    manager.getIRIMappers().set(mapper); // the only one, so nothing is fetched
    manager.setOntologyLoaderConfiguration(
        new OWLOntologyLoaderConfiguration()
            .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION)
            .setFollowRedirects(false));
    OWLOntology ontology;
    try {
      ontology = manager.loadOntologyFromOntologyDocument(file);
    } catch (OWLException | RuntimeException | LinkageError e) {
      find(file, "cannot be loaded: " + firstLine(e));
      return;
    }
    if (ontology.getOntologyID().isAnonymous()) {
      find(file, "has no owl:Ontology with an IRI");
    }
    ontology.importsClosure().forEach(each -> checkTriples(file, each));
    checkAnnotationProperties(file, ontology);
    checkEntities(file, ontology);
    for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
      find(file, "not OWL 2 DL: " + violation);
    }
    report(file, ontology);
  }

  /** Also finds a file that some parser for another syntax has made a guess at. */
  private void checkTriples(File file, OWLOntology ontology) {
    OWLDocumentFormat format = ontology.getFormat();
    if (format == null) {
      return;
    }
    OWLOntologyLoaderMetaData data = format.getOntologyLoaderMetaData().orElse(null);
    if (!(data instanceof RDFParserMetaData)) {
      find(file, "no account of the triples left over in " + ontology.getOntologyID());
      return;
    }
    ((RDFParserMetaData) data)
        .getUnparsedTriples()
        .forEach(triple -> find(file, "triple not understood: " + triple));
  }

  /** A property that nobody declared is loaded as an annotation property. */
  private void checkAnnotationProperties(File file, OWLOntology ontology) {
    Set<OWLAnnotationProperty> used = new HashSet<>();
    ontology.importsClosure().forEach(o -> o.annotationPropertiesInSignature().forEach(used::add));
    for (OWLAnnotationProperty property : used) {
      if (!property.isBuiltIn() && !isDeclared(ontology, property)) {
        find(file, "annotation property by accident: " + property.getIRI());
      }
    }
  }

  private void checkEntities(File file, OWLOntology ontology) {
    ontology
        .signature(Imports.INCLUDED)
        .filter(entity -> !entity.isBuiltIn() && !entity.isOWLAnnotationProperty())
        .filter(entity -> !isDeclared(ontology, entity))
        .forEach(entity -> find(file, "not declared: " + entity.getEntityType() + " " + entity.getIRI()));
  }

  private static boolean isDeclared(OWLOntology ontology, OWLEntity entity) {
    return ontology.importsClosure().anyMatch(o -> o.isDeclared(entity));
  }

  private void report(File file, OWLOntology ontology) {
    System.out.printf(
        "%s: %d classes, %d object, %d data and %d annotation properties, %d individuals, %d imports%n",
        file.getName(),
        ontology.classesInSignature(Imports.INCLUDED).count(),
        ontology.objectPropertiesInSignature(Imports.INCLUDED).count(),
        ontology.dataPropertiesInSignature(Imports.INCLUDED).count(),
        ontology.annotationPropertiesInSignature(Imports.INCLUDED).count(),
        ontology.individualsInSignature(Imports.INCLUDED).count(),
        ontology.imports().count());
  }

  private void find(File file, String what) {
    findings++;
    System.out.println(file.getName() + ": " + what);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName());
  }
}
