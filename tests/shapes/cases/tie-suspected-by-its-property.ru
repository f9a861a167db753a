# SPDX-License-Identifier: ISC
#! ex:crew SPARQL: What is said directly, an attribution says
INSERT DATA { ex:crew att:conductedFor ex:freedonia }
