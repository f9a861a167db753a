# SPDX-License-Identifier: ISC
#! ex:p-crew MaxCount: A passage is in one document
INSERT DATA { ex:p-crew att:inDocument ex:report }
