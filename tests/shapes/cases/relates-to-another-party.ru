# SPDX-License-Identifier: ISC
#! ex:a-raid Or: What an attribution relates its subject to
DELETE DATA { ex:a-raid att:relatesTo ex:band } ;
INSERT DATA { ex:a-raid att:relatesTo ex:crew }
