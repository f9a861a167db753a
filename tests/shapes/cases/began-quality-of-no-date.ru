# SPDX-License-Identifier: ISC
#! ex:raid MinCount: The quality of a beginning
DELETE WHERE { ex:raid att:began ?date }
