# SPDX-License-Identifier: ISC
#! ex:note Class: Those in whose name
INSERT DATA { ex:note att:onBehalfOf ex:raid }
