# SPDX-License-Identifier: ISC
#! ex:a-break-in Class: An assertion is made in one statement
DELETE DATA { ex:a-break-in att:inStatement ex:note } ;
INSERT DATA { ex:a-break-in att:inStatement ex:press }
