# SPDX-License-Identifier: ISC
#! ex:a-defacement Or: An attribution by the perpetrator
DELETE DATA { ex:a-defacement a att:SelfAttribution } ;
INSERT DATA { ex:a-defacement a att:Attribution }
