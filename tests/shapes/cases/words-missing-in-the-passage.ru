# SPDX-License-Identifier: ISC
#? ex:a-break-in Or: A grade is read off words
DELETE DATA { ex:p-break-in att:wording "is responsible for" }
