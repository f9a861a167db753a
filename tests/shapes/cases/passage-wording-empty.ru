# SPDX-License-Identifier: ISC
#! ex:p-crew MinLength: A passage has words
INSERT DATA { ex:p-crew att:wording "" }
