# SPDX-License-Identifier: ISC
#! ex:note Class: Those who issue a statement
INSERT DATA { ex:note att:issuedBy ex:press }
