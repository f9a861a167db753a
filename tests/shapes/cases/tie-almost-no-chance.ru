# SPDX-License-Identifier: ISC
#! ex:band SPARQL: What is said directly, an attribution says
INSERT DATA { ex:a-band att:likelihood att:likelihood-almost-no-chance }
