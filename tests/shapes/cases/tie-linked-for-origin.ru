# SPDX-License-Identifier: ISC
#! ex:band SPARQL: What is said directly, an attribution says
INSERT DATA { ex:band att:linkedTo ex:freedonia }
