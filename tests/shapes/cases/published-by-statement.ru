# SPDX-License-Identifier: ISC
#! ex:press Class: Those who publish a document
INSERT DATA { ex:press att:publishedBy ex:note }
