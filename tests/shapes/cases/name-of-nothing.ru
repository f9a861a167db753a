# SPDX-License-Identifier: ISC
#! ex:n-band MinCount: A given name is of one
DELETE DATA { ex:n-band att:nameOf ex:band }
