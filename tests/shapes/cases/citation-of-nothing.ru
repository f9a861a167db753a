# SPDX-License-Identifier: ISC
#! ex:a-raid-passed-on Or: An attribution whose basis is a citation
DELETE DATA { ex:a-raid-passed-on att:cites ex:a-raid }
