# SPDX-License-Identifier: ISC
#! ex:raid MinCount: The quality of an end
DELETE WHERE { ex:raid att:ended ?date }
