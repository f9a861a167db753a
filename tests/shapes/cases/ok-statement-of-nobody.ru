# SPDX-License-Identifier: ISC
DELETE DATA { ex:note att:issuedBy ex:ministry ; att:onBehalfOf ex:sylvania ; att:reportedIn ex:press }
