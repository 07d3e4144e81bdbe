# What the names in random expressions refer to: values that are not known before an apply, each of
# another type, and inputs.
resource "terraform_data" "string" {
  input = "in"
}

resource "terraform_data" "number" {
  input = 5
}

resource "terraform_data" "bool" {
  input = true
}

resource "terraform_data" "list" {
  input = tolist(["a", "b"])
}

resource "terraform_data" "set" {
  input = toset(["a", "b"])
}

resource "terraform_data" "map" {
  input = tomap({ a = 1, b = 2 })
}

resource "terraform_data" "object" {
  input = { a = "x", b = [1, true] }
}

resource "terraform_data" "any" {
  input = jsondecode(terraform_data.string.id)
}

resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "each" {
  for_each = toset(["a", "b"])
  input    = each.value
}

variable "secret" {
  type      = string
  default   = "s3cret"
  sensitive = true
}

variable "objects" {
  type = list(object({
    name = string
    size = optional(number)
    tags = optional(map(string), {})
  }))
  default = [{ name = "a" }, { name = "b", size = 2, tags = { k = "v" } }]
}

variable "nothing" {
  type    = string
  default = null
}
