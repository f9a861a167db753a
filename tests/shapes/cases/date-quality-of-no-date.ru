# SPDX-License-Identifier: ISC
#! ex:note MinCount: The quality of a date
DELETE WHERE { ex:note att:date ?date }
